import { TerraformOutput, Token, type App } from "cdktf";
import type { z } from "zod";
import { requiredProviders, requiredTerraform } from "./aws/provider-requirement";
import type { CapabilityType, OutputValues } from "./capability";
import { snakeCase } from "./naming";
import { Nested, type Outlet } from "./outlet";
import { PackagedFile } from "./packaged-file";
import { OwnStack } from "./readable-stack";
import { expressionOf } from "./reference";
import { withTemporaryApp } from "./temporary-app";
import { declareVariables } from "./variables";

/** File contents by path; bytes are not text. */
export type Files = ReadonlyMap<string, Content>;
export type Content = string | Uint8Array;

/** The content of a file that is text. */
export function textOf(files: Files, path: string): string | undefined {
  const content = files.get(path);
  return typeof content === "string" ? content : undefined;
}

/** A composition that is a module of its own: what it is called, its settings, its outputs, and what it consists of. */
export interface ComposedModule<Settings extends z.ZodObject = z.ZodObject> {
  /** Name of the folder of its module. */
  readonly module: string;
  /** One sentence for the documentation. */
  readonly summary: string;
  readonly inputs: Settings;
  /** The description of each output. */
  readonly outputs: Readonly<Record<string, string>>;
  compose(outlet: Outlet, settings: z.output<Settings>): Readonly<Record<string, unknown>>;
}

/**
 * Writes a composition as a Terraform module: the root, whose variables are the settings, and below `modules/` one module
 * for every capability it calls. It has no provider and no backend; both are the caller's.
 *
 * @param moved Addresses of earlier versions, and what they are now.
 * @param offered Compositions that the root does not call, because they need another provider; they are among the modules.
 */
export function moduleFiles<Settings extends z.ZodObject>(
  settings: Settings,
  outputDescriptions: Readonly<Record<string, string>>,
  compose: (outlet: Outlet, settings: z.output<Settings>) => Readonly<Record<string, unknown>>,
  moved: readonly { readonly from: string; readonly to: string }[] = [],
  offered: readonly ComposedModule[] = [],
): { files: Files; capabilities: readonly CapabilityType<z.ZodObject, OutputValues>[] } {
  return withTemporaryApp((app) => {
    const root = new ModuleStack(app, "module");
    const outlet = new Nested(root);
    if (moved.length > 0) root.addOverride("moved", moved);
    root.declareOutputs(compose(outlet, declareVariables(root, settings)), outputDescriptions, outlet.requirements);
    const composed = offered.map((type) => {
      const { module, inputs, outputs } = type;
      const stack = new ModuleStack(app, module);
      const ofStack = new Nested(stack, "..");
      stack.declareOutputs(type.compose(ofStack, declareVariables(stack, inputs)), outputs, ofStack.requirements);
      ofStack.used.forEach((type) => outlet.used.add(type));
      return { stack, module };
    });

    const capabilities = [...outlet.used].sort((a, b) => a.module.localeCompare(b.module));
    const files = new Map([
      ...root.files(""),
      ...composed.flatMap(({ stack, module }) => [...stack.files(`modules/${module}/`)]),
      ...capabilities.flatMap((type) => [...capabilityModule(app, type).files(`modules/${type.module}/`)]),
    ]);
    return { files, capabilities };
  });
}

function capabilityModule(app: App, type: CapabilityType<z.ZodObject, OutputValues>): ModuleStack {
  const stack = new ModuleStack(app, type.module);
  const capability = new type(stack, "Default", declareVariables(stack, type.inputs));
  stack.declareOutputs(capability.outputs, type.outputs);
  return stack;
}

class ModuleStack extends OwnStack {
  override readonly isModule = true;

  /** @param preconditions What must hold, as Terraform names it: the first output has them. */
  declareOutputs(
    values: Readonly<Record<string, unknown>>,
    descriptions: Readonly<Record<string, string>>,
    preconditions: readonly object[] = [],
  ): void {
    const [first] = Object.entries(descriptions).map(
      ([name, description]) =>
        new TerraformOutput(this, snakeCase(name), { value: asOutput(values[name]), description }),
    );
    if (preconditions.length > 0) first!.addOverride("precondition", preconditions);
  }

  /** The files of the module in the standard structure; empty files are omitted. */
  files(folder: string): Files {
    this.prepareStack();
    const { resource, data, locals, module, moved, variable, output, check } = this.toTerraform();
    const terraform = { required_version: requiredTerraform, required_providers: requiredProviders };
    const parts = {
      "versions.tf.json": { terraform },
      "variables.tf.json": { variable },
      "main.tf.json": { moved, module, locals, data, resource, check },
      "outputs.tf.json": { output },
    };
    const packaged = this.node.findAll().filter((construct) => construct instanceof PackagedFile);
    return new Map<string, Content>([
      ...Object.entries(parts)
        .map(([file, content]) => [folder + file, withoutMetadata(content)] as const)
        .filter(([, content]) => Object.keys(content).length > 0)
        .map(([file, content]) => [file, `${JSON.stringify(content, null, 2)}\n`] as const),
      ...packaged.map(({ name, content }) => [folder + name, content] as const),
    ]);
  }
}

/** An object as Terraform's one: names in snake_case, objects that are variables as a whole. */
function asOutput(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value) || Token.isUnresolved(value)) return value;
  return (
    expressionOf(value) ??
    Object.fromEntries(Object.entries(value).map(([name, part]) => [snakeCase(name), asOutput(part)]))
  );
}

/** Removes cdktf's metadata under `"//"`, and blocks without content. */
function withoutMetadata(content: object): object {
  return JSON.parse(JSON.stringify(content, (key, value) => (key === "//" ? undefined : value)));
}
