import { TerraformOutput, type App } from "cdktf";
import type { z } from "zod";
import { requiredProviders, requiredTerraform } from "./aws/provider-requirement";
import type { CapabilityType, OutputValues } from "./capability";
import { snakeCase } from "./naming";
import { Nested, type Outlet } from "./outlet";
import { PackagedFile } from "./packaged-file";
import { OwnStack } from "./readable-stack";
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

/**
 * Writes a composition as a Terraform module: the root, whose variables are the settings, and below `modules/` one module
 * for every capability it calls. It has no provider and no backend; both are the caller's.
 *
 * @param moved Addresses of earlier versions, and what they are now.
 */
export function moduleFiles<Settings extends z.ZodObject>(
  settings: Settings,
  outputDescriptions: Readonly<Record<string, string>>,
  compose: (outlet: Outlet, settings: z.output<Settings>) => Readonly<Record<string, unknown>>,
  moved: readonly { readonly from: string; readonly to: string }[] = [],
): { files: Files; capabilities: readonly CapabilityType<z.ZodObject, OutputValues>[] } {
  return withTemporaryApp((app) => {
    const root = new ModuleStack(app, "module");
    const outlet = new Nested(root);
    if (moved.length > 0) root.addOverride("moved", moved);
    root.declareOutputs(compose(outlet, declareVariables(root, settings)), outputDescriptions);

    const capabilities = [...outlet.used].sort((a, b) => a.module.localeCompare(b.module));
    const files = new Map([
      ...root.files(""),
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

  declareOutputs(values: Readonly<Record<string, unknown>>, descriptions: Readonly<Record<string, string>>): void {
    for (const [name, description] of Object.entries(descriptions)) {
      new TerraformOutput(this, snakeCase(name), { value: values[name], description });
    }
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

/** Removes cdktf's metadata under `"//"`, and blocks without content. */
function withoutMetadata(content: object): object {
  return JSON.parse(JSON.stringify(content, (key, value) => (key === "//" ? undefined : value)));
}
