import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { inLine } from "../../terraform/text/visible";
import { inShell } from "../invocation";
import { Stop } from "../stop";
import { hasConfiguration, readConfiguration, statsOf } from "./configuration";
import { decide } from "./decide";
import { findMonitorings, type Monitoring } from "./find";
import { nextStep, missingForDeletion, renderDecision } from "./render";
import { parseState } from "./state";
import { Terraform, TerraformError } from "./terraform";

/** Options of the command, as commander names them. */
export interface LeaveOptions {
  readonly dir?: string;
  readonly deleteEvidence?: boolean;
  readonly keep?: readonly string[];
  readonly remove?: readonly string[];
  readonly backup?: string;
  readonly yes?: boolean;
}

/**
 * Prepares leaving, and with `yes` does what concerns the state.
 *
 * @param what The call of the module, or the path of the construct; unset: the only one in the state.
 * @returns What to tell the user.
 * @throws {@link Stop} If it cannot go on, or something has to be chosen.
 */
export function leave(what: string | undefined, options: LeaveOptions): string {
  const folder = options.dir ?? usualFolder();
  if (!statsOf(folder)?.isDirectory()) throw new Stop(`--dir ${inLine(folder)}: there is no such folder`);
  const terraform = new Terraform(folder);
  const here = folder === "." ? "this folder" : inLine(folder);
  const pulled = terraform.run("state", "pull", "-no-color");
  const state = parseState(pulled);
  if (!state) throw new Stop(`There is no state in ${here}: ${whereToRun}`);

  const monitoring = chosen(findMonitorings(state, readConfiguration(folder)), what, here);
  const { unknown } = monitoring;
  const name = inLine(monitoring.name);
  if (unknown.length > 0) {
    throw new Stop(
      `${name} holds what this version does not know: ${inLine(unknown.join(", "))}. Use the version that the module is of. Nothing was changed.`,
    );
  }
  const decision = decide(monitoring, {
    deletesEvidence: options.deleteEvidence ?? false,
    keep: options.keep ?? [],
    remove: options.remove ?? [],
  });
  if (decision.refusals.length > 0) throw new Stop(`${decision.refusals.join("\n")}\nNothing was changed.`);
  const story = `${name}, in the state of ${here} with serial ${state.serial}\n\n${renderDecision(decision)}`;
  if (decision.questions.length > 0) {
    const answers = decision.questions.map((question) => `--keep ${question} or --remove ${question}`);
    throw new Stop(`${story}Give ${answers.join(", and ")}. Nothing was changed.`, 2);
  }
  const missing = missingForDeletion(decision, monitoring);
  if (missing.length > 0) {
    throw new Stop(
      `${story}AWS deletes no bucket with files in it: set ${missing.join(", ")} and apply, then run this again. Nothing was changed.`,
    );
  }
  const next = nextStep(monitoring, (...args) => terraform.line(args));
  const addresses = decision.forgotten.map(({ resource }) => resource.address);
  if (addresses.length === 0) return `${story}There is nothing to forget. Next: ${next}`;

  const backup = save(pulled, options.backup ?? `before-leaving.${state.serial}.tfstate`);
  const saved = `The state as it was, which may hold secrets, is in ${inLine(backup)}.`;
  const undo = `${terraform.line(["state", "push", "-force"])} ${inShell(resolve(backup))}`;
  const forget = terraform.line(["state", "rm"], addresses);
  if (!options.yes) {
    return `${story}${saved} Nothing was changed. To go on, give --yes, or run\n\n${forget}\n\nand then: ${next}\n\nTo undo it: ${undo}`;
  }
  forgetAll(terraform, addresses, `${saved} To undo what was done: ${undo}`);
  return `${story}Terraform has forgotten them. ${saved} To undo it: ${undo}\n\nNext: ${next}`;
}

/** @param rescue What tells how to go back. */
function forgetAll(terraform: Terraform, addresses: readonly string[], rescue: string): void {
  let failure: string | undefined;
  try {
    terraform.run("state", "rm", "-no-color", ...addresses);
  } catch (error) {
    if (!(error instanceof TerraformError)) throw error;
    failure = error.message;
  }
  let left: string[];
  try {
    const remaining = parseState(terraform.run("state", "pull", "-no-color"))?.resources ?? [];
    left = addresses.filter((address) => remaining.some((resource) => resource.address === address));
  } catch (error) {
    throw new Stop(
      `${failure ?? "Terraform was told to forget."}\n\nWhat the state is now cannot be read: ${(error as Error).message}\n\n${rescue}`,
    );
  }
  if (failure === undefined && left.length === 0) return;
  const done =
    left.length === addresses.length
      ? "Nothing was forgotten."
      : `${addresses.length - left.length} of ${addresses.length} were forgotten. Still in the state:\n  ${left.map(inLine).join("\n  ")}`;
  throw new Stop(`${failure ?? "Terraform did not forget all."}\n\n${done}\n\n${rescue}`);
}

const whereToRun =
  "run this where Terraform is run for it, or give that folder as --dir, after terraform init and with the workspace selected.";

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
      `There are several stacks; give one of them:\n${folders.map((folder) => `  --dir ${inShell(folder)}`).join("\n")}`,
      2,
    );
  return only ?? ".";
}

function chosen(found: readonly Monitoring[], what: string | undefined, here: string): Monitoring {
  const names = found.map(({ name }) => `  ${inShell(name)}`).join("\n");
  if (found.length === 0) throw new Stop(`There is nothing of this monitoring in the state of ${here}: ${whereToRun}`);
  const [only, another] = what === undefined ? found : found.filter(({ name }) => name === what);
  if (!only) throw new Stop(`There is no ${inLine(what!)} in the state of ${here}. There is:\n${names}`);
  if (another) throw new Stop(`There are several in the state of ${here}; give one of them:\n${names}`, 2);
  return only;
}

/** Writes the state where nothing is yet, for its owner's eyes only. */
function save(state: string, path: string): string {
  try {
    writeFileSync(path, state, { flag: "wx", mode: 0o600 });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== "EEXIST")
      throw new Stop(`The state cannot be saved in ${inLine(path)}: ${inLine(message)}. Nothing was changed.`);
    if (!statsOf(path)?.isFile() || !isSameState(readFileSync(path, "utf8"), state)) {
      throw new Stop(
        `${inLine(path)} is there already, and is not this state: move it away, or give --backup. Nothing was changed.`,
      );
    }
  }
  return path;
}

/** Terraform prints the results of checks in another order each time. */
function isSameState(one: string, another: string): boolean {
  const [first, second] = [one, another].map((text) => {
    try {
      return { ...(JSON.parse(text) as object), check_results: null };
    } catch {
      return text;
    }
  });
  return isDeepStrictEqual(first, second);
}
