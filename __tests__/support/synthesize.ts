import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, Testing, type App, type TerraformStack } from "cdktf";
import type { z } from "zod";
import { compose, outputDescriptions } from "../../src/compose";
import { offeredModules } from "../../src/generated-files";
import { monitoringSettings, parseSettings } from "../../src/settings";
import { SecurityMonitoringStack } from "../../src/stack";
import { stackSettings } from "../../src/stack-settings";
import type { CapabilityType, OutputValues } from "../../src/terraform/capability";
import { moduleFiles } from "../../src/terraform/module";
import { snakeCase } from "../../src/terraform/naming";
import { OwnStack, ReadableStack } from "../../src/terraform/readable-stack";
import { withTemporaryApp } from "../../src/terraform/temporary-app";

export type Block = Readonly<Record<string, unknown>>;
type Blocks = Readonly<Record<string, Block>>;

interface Parts {
  readonly terraform?: Block;
  readonly provider?: Readonly<Record<string, readonly Block[]>>;
  readonly variable?: Blocks;
  readonly module?: Blocks;
  readonly locals?: Block;
  readonly data?: Readonly<Record<string, Blocks>>;
  readonly resource?: Readonly<Record<string, Blocks>>;
  readonly output?: Blocks;
  readonly check?: Blocks;
}

/** A Terraform configuration as Terraform reads it, and questions about it. */
export class Configuration {
  readonly terraform: Block;
  readonly provider: Readonly<Record<string, readonly Block[]>>;
  readonly variables: Blocks;
  readonly modules: Blocks;
  readonly locals: Block;
  readonly outputs: Blocks;
  readonly checks: Blocks;
  private readonly managed: Readonly<Record<string, Blocks>>;
  private readonly read: Readonly<Record<string, Blocks>>;

  /** @param text What is written to disk, with what cdktf notes down for itself. */
  constructor(
    parts: Parts,
    readonly text: () => string,
  ) {
    this.terraform = parts.terraform ?? {};
    this.provider = parts.provider ?? {};
    this.variables = parts.variable ?? {};
    this.modules = parts.module ?? {};
    this.locals = parts.locals ?? {};
    this.outputs = parts.output ?? {};
    this.checks = parts.check ?? {};
    this.managed = parts.resource ?? {};
    this.read = parts.data ?? {};
  }

  /** Every resource of a type, by its name. */
  resources(type: string): Blocks {
    return this.managed[type] ?? {};
  }

  /** A resource by its address. */
  resource(address: string): Block {
    return found(this.blocks(), address);
  }

  /** The statements of a policy document. */
  statements(document: string): readonly Block[] {
    return found(this.blocks(), `data.aws_iam_policy_document.${document}`)["statement"] as Block[];
  }

  /** Those of them that depend on a variable, and the variable. */
  optionalStatements(document: string): readonly { readonly variable: string; readonly statement: Block }[] {
    const { dynamic } = found(this.blocks(), `data.aws_iam_policy_document.${document}`) as {
      readonly dynamic?: { readonly statement: readonly { readonly for_each: string; readonly content: Block }[] };
    };
    return (dynamic?.statement ?? []).map(({ for_each, content }) => {
      const [, variable] = /^\$\{var\.(\w+) == null \? \[\] : \[var\.\1\]\}$/.exec(for_each) ?? [];
      if (variable === undefined) throw new Error(`not simulated: ${for_each}`);
      return { variable, statement: content };
    });
  }

  /** Resources and data sources by address. */
  blocks(): ReadonlyMap<string, Block> {
    const below = (prefix: string, types: Readonly<Record<string, Blocks>>) =>
      Object.entries(types).flatMap(([type, blocks]) =>
        Object.entries(blocks).map(([name, block]) => [`${prefix}${type}.${name}`, block] as const),
      );
    return new Map([...below("", this.managed), ...below("data.", this.read)]);
  }

  /** The addresses of the resources: what is in everybody's state. */
  addresses(): string[] {
    return [...this.blocks().keys()].filter((address) => !address.startsWith("data.")).sort();
  }
}

function found(blocks: ReadonlyMap<string, Block>, address: string): Block {
  const block = blocks.get(address);
  if (!block) throw new Error(`there is no ${address}; there is ${[...blocks.keys()].join(", ")}`);
  return block;
}

/** What a stack becomes, once prepared and found valid: `Testing.synth` alone does not prepare it. */
export function configurationOf(stack: TerraformStack): Configuration {
  stack.prepareStack();
  const parts = JSON.parse(Testing.synth(stack, true)) as Parts;
  return new Configuration(parts, () => JSON.stringify(stack.toTerraform()));
}

/** An app that never writes: cdktf makes an output folder for every app, and this one's is gone at once. */
function appWithoutFolder(): App {
  return withTemporaryApp((app) => app);
}

/** A stack with a provider and nothing else. */
export class EmptyStack extends ReadableStack {
  constructor(name = "stack") {
    super(appWithoutFolder(), name);
    new AwsProvider(this, "aws");
  }
}

/** As {@link EmptyStack}, but one that belongs to the monitoring alone, as a module does. */
export class EmptyOwnStack extends OwnStack {
  constructor() {
    super(appWithoutFolder(), "stack");
    new AwsProvider(this, "aws");
  }
}

/** One capability alone in a stack, with its outputs. */
export function synthesizeCapability<I extends z.ZodObject, O extends OutputValues>(
  type: CapabilityType<I, O>,
  inputs: z.input<I>,
): Configuration {
  const stack = new EmptyOwnStack();
  const { outputs } = new type(stack, "Default", inputs);
  for (const [name, value] of Object.entries(outputs)) new TerraformOutput(stack, snakeCase(name), { value });
  return configurationOf(stack);
}

/** The deployable stack. */
export function synthesizeStack(settings: z.input<typeof stackSettings> = {}): Configuration {
  const stack = new SecurityMonitoringStack(appWithoutFolder(), parseSettings(stackSettings, settings, "settings"));
  return configurationOf(stack);
}

/** The Terraform module: its root, and the modules it calls by the name of their folder. */
export function synthesizeModule(): { root: Configuration; nested: ReadonlyMap<string, Configuration> } {
  const { files, capabilities } = moduleFiles(monitoringSettings, outputDescriptions, compose, [], offeredModules);
  const folder = (path: string) => {
    const inFolder = [...files].flatMap(([file, text]) =>
      file.replace(/[^/]*$/, "") === path && typeof text === "string" ? [[file, text] as const] : [],
    );
    const parts = inFolder.map(([, content]) => JSON.parse(content) as Parts);
    return new Configuration(Object.assign({}, ...parts) as Parts, () => inFolder.map(([, text]) => text).join(""));
  };
  return {
    root: folder(""),
    nested: new Map(capabilities.map(({ module }) => [module, folder(`modules/${module}/`)])),
  };
}
