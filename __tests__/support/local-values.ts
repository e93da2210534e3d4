import type { Configuration } from "./synthesize";
import { TerraformWorkspace } from "./terraform";

/** A module without resources that says what a local is, once what only AWS knows is put in; in the partition with the longest name. */
export function localAsModule(configuration: Configuration, local: string, partition: string): string {
  return JSON.stringify({ locals: configuration.locals, output: { value: { value: `\${local.${local}}` } } })
    .replace(/data\.aws_region\.\w+\.id/g, '\\"eu-west-1\\"')
    .replace(/data\.aws_caller_identity\.\w+\.account_id/g, '\\"111122223333\\"')
    .replace(/data\.aws_partition\.\w+\.partition/g, `\\"${partition}\\"`);
}

/** What such modules say, by their names, as Terraform computes it. */
export async function valuesOf(modules: Readonly<Record<string, string>>): Promise<Readonly<Record<string, never>>> {
  const names = Object.keys(modules);
  const workspace = new TerraformWorkspace({
    ...Object.fromEntries(names.map((name) => [`${name}/main.tf.json`, modules[name]!])),
    "main.tf.json": JSON.stringify({
      module: Object.fromEntries(names.map((name) => [name, { source: `./${name}` }])),
      output: Object.fromEntries(names.map((name) => [name, { value: `\${module.${name}.value}` }])),
    }),
  });
  try {
    await workspace.init();
    await workspace.apply();
    return (await workspace.outputs()) as Readonly<Record<string, never>>;
  } finally {
    workspace.remove();
  }
}
