import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { inLine } from "../../terraform/text/visible";
import { inShell } from "../invocation";
import { Stop } from "../stop";
import { contentOf, hasConfiguration, readConfiguration, statsOf } from "./configuration";
import { findMonitorings, joined, type Monitoring } from "./find";
import type { Part } from "./monitoring-resources";
import { parsePlan, parseState, type State } from "./state";
import { Terraform, TerraformError } from "./terraform";

/** Options of commands that look at a deployment, as commander names them. */
export interface LocateOptions {
  /** Where Terraform runs. @default - the current folder, or the only stack in cdktf.out/stacks */
  readonly dir?: string;
  /** A file with the state. @default - Terraform prints it */
  readonly state?: string;
}

/** The same of a command that also looks at what is only planned. */
export interface PlanOptions extends LocateOptions {
  /** A file with what `terraform show -json PLAN` printed, instead of a state. */
  readonly plan?: string;
}

/** A monitoring, and the state it is in. */
export interface Located {
  readonly monitoring: Monitoring;
  /** What else of this product is in the same state. */
  readonly others: readonly Monitoring[];
  readonly state: State;
  /** The state as it was read. */
  readonly text: string;
  /** Where it was, in words: `this folder`. */
  readonly here: string;
  readonly terraform: Terraform;
}

/**
 * Finds a monitoring in a state, or in a plan.
 *
 * @param what The call of the module, or the path of the construct, which then is alone; unset: the only one in the state.
 * @param parts Which parts it may be, in the order in which several are listed.
 * @param isFirstPreferred Whether only the first of these parts counts that there is, unless one is named.
 * @throws {@link Stop} If it is not there, or is of another version.
 */
export function locate(
  what: string | undefined,
  { dir, state: file, plan }: PlanOptions,
  parts: readonly Part[] = ["monitoring"],
  isFirstPreferred = false,
): Located {
  const folder = dir ?? usualFolder();
  if (!statsOf(folder)?.isDirectory()) throw new Stop(`--dir ${inLine(folder)}: folder not found`);
  const terraform = new Terraform(folder);
  const folderHere = folder === "." ? "this folder" : inLine(folder);
  const here = inLine(plan ?? file ?? folderHere);
  const { text, state } =
    plan !== undefined ? planIn(plan) : file === undefined ? stateOf(terraform, folderHere) : stateIn(file);
  if (!state) throw new Stop(`No state found in ${here}: ${whereToRun}`);
  const source = `${plan === undefined ? "state of" : "plan"} ${here}`;
  const hint =
    (plan ?? file) === undefined
      ? whereToRun
      : `pass the folder of its configuration with --dir${plan === undefined ? ", once it is applied" : ""}: a name alone makes no resource ours.`;
  const found = findMonitorings(state, readConfiguration(folder));
  const choices = parts.flatMap((part) => found.filter((each) => each.part === part));
  const isChoice = ({ part }: Monitoring) => !isFirstPreferred || what !== undefined || part === choices[0]!.part;
  const monitoring = chosen(choices.filter(isChoice), what, source, hint);
  refuseUnknown(monitoring);
  const chosenNames = [monitoring, ...monitoring.furtherRegions].map(({ name }) => name);
  const others = found.filter(({ name }) => !chosenNames.includes(name));
  return { monitoring, others, state, text, here, terraform };
}

/** @throws {@link Stop} If it has resources of another version. */
export function refuseUnknown({ name, unknown }: Monitoring): void {
  if (unknown.length === 0) return;
  throw new Stop(
    `${inLine(name)} contains resources that this version does not know: ${inLine(unknown.join(", "))}. Use the version that wrote the module. Nothing was changed.`,
  );
}

/** The state as Terraform prints it, if there is one. */
export function pulledState(terraform: Terraform): { readonly text: string; readonly state: State | undefined } {
  const text = terraform.run("state", "pull", "-no-color");
  return { text, state: parseState(text, '"state pull" printed') };
}

/** @throws {@link Stop} In one sentence, if Terraform has not been initialised: what Terraform says is long, and about backends. */
function stateOf(terraform: Terraform, here: string) {
  try {
    return pulledState(terraform);
  } catch (error) {
    if (!(error instanceof TerraformError && /initialization required/i.test(error.message))) throw error;
    throw new Stop(
      `Terraform has not been initialised in ${here}: run terraform init there, and apply, then this again.`,
    );
  }
}

function stateIn(file: string) {
  const text = contentOf(file);
  return { text, state: parseState(text, `${inLine(file)} contains`) };
}

function planIn(file: string) {
  const text = contentOf(file);
  return { text, state: parsePlan(text, `${inLine(file)} contains`) };
}

const whereToRun =
  "run this in the folder where Terraform runs, or pass that folder with --dir, after terraform init and with the workspace selected.";

/** The folder Terraform runs in where none is given: after `cdktf`, that of the stack. */
function usualFolder(): string {
  const stacks = "cdktf.out/stacks";
  if (hasConfiguration(".") || !statsOf(stacks)?.isDirectory()) return ".";
  const folders = readdirSync(stacks)
    .map((name) => join(stacks, name))
    .filter((folder) => existsSync(join(folder, "cdk.tf.json")));
  const [only, ...more] = folders;
  if (more.length > 0)
    throw new Stop(
      `There are several stacks. Pass one of:\n${folders.map((folder) => `  --dir ${inShell(folder)}`).join("\n")}`,
      2,
    );
  return only ?? ".";
}

function chosen(found: readonly Monitoring[], what: string | undefined, source: string, hint: string): Monitoring {
  const names = found.map(({ name }) => `  ${inShell(name)}`).join("\n");
  if (found.length === 0) throw new Stop(`The ${source} contains no resources of this monitoring: ${hint}`);
  const [only, another] = what === undefined ? joined(found) : found.filter(({ name }) => name === what);
  if (!only) throw new Stop(`${inLine(what!)} is not in the ${source}. Found:\n${names}`);
  if (another) throw new Stop(`The ${source} contains several. Pass one of:\n${names}`, 2);
  return only;
}
