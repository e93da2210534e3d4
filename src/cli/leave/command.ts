import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { inLine } from "../../terraform/visible";
import { commandLine, inShell } from "../invocation";
import type { Output } from "../output";
import { hasConfiguration, readConfiguration, statsOf } from "./configuration";
import { decide, type Answers } from "./decide";
import { findMonitorings, type Monitoring } from "./find";
import { LeaveError } from "./leave-error";
import { nextStep, missingForDeletion, renderDecision } from "./render";
import { parseState } from "./state";
import { Terraform, TerraformError } from "./terraform";

const usage = () => `Usage: ${commandLine("leave", "[options] [<what>]")}

Ends the monitoring and keeps what it collected: says what Terraform has to forget for that and what is destroyed, saves the
state to a file, and prints the command with which Terraform forgets. Nothing is changed in AWS, and without --yes nothing in
the state.

  <what>               the call of the module, such as module.security_monitoring or 'module.accounts["prod"]', or the path of
                       the construct in a CDKTF app; default: the only one in the state
  --dir <folder>       where Terraform runs; default: here, or the only stack in cdktf.out/stacks
  --delete-evidence    have buckets, log group and key destroyed as well: Terraform forgets only what protects them, and the
                       service-linked role of AWS Config
  --keep <setting>     a setting that protects the whole account stays; may be repeated
  --remove <setting>   ... or goes; one of the two is needed for each that there is
                       (account-public-access-block, ebs-encryption, password-policy, security-contact)
  --backup <file>      where the state is saved; default: before-leaving.<serial>.tfstate. It may hold secrets
  --yes                let Terraform forget, now
  --help               print this

The refusal "Instance cannot be destroyed" has led many here. If you only changed a setting, undo that; what is no longer
used stays with evidence.keep, without leaving. Terraform is what TERRAFORM_BINARY_NAME says, or terraform or tofu on PATH.

Exit code: 0, or 1 for bad usage, or if there is nothing to leave or Terraform fails, or 2 if something has to be chosen.`;

interface Request extends Answers {
  readonly what: string | undefined;
  readonly folder: string | undefined;
  readonly backup: string | undefined;
  readonly isConfirmed: boolean;
}

/** Runs the command, and returns its exit code. */
export function leaveCommand(
  args: readonly string[],
  { stdout, stderr }: { readonly stdout: Output; readonly stderr: Output },
): 0 | 1 | 2 {
  const request = readArguments(args);
  if (request === "help") {
    stdout.write(`${usage()}\n`);
    return 0;
  }
  if (typeof request === "string") {
    stderr.write(`${request}\n\n${usage()}\n`);
    return 1;
  }
  try {
    stdout.write(`${leave(request)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof LeaveError)) throw error;
    stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
}

/** @returns The text to print. */
function leave(request: Request): string {
  const folder = request.folder ?? usualFolder();
  if (!statsOf(folder)?.isDirectory()) throw new LeaveError(`--dir ${inLine(folder)}: folder not found`);
  const terraform = new Terraform(folder);
  const here = folder === "." ? "this folder" : inLine(folder);
  const pulled = terraform.run("state", "pull", "-no-color");
  const state = parseState(pulled);
  if (!state) throw new LeaveError(`No state found in ${here}: ${whereToRun}`);

  const monitoring = chosen(findMonitorings(state, readConfiguration(folder)), request.what, here);
  const { unknown } = monitoring;
  const name = inLine(monitoring.name);
  if (unknown.length > 0) {
    throw new LeaveError(
      `${name} contains resources that this version does not know: ${inLine(unknown.join(", "))}. Use the version that wrote the module. Nothing was changed.`,
    );
  }
  const decision = decide(monitoring, request);
  if (decision.refusals.length > 0) throw new LeaveError(`${decision.refusals.join("\n")}\nNothing was changed.`);
  const summary = `${name}, in the state of ${here} with serial ${state.serial}\n\n${renderDecision(decision)}`;
  if (decision.questions.length > 0) {
    const answers = decision.questions.map((question) => `--keep ${question} or --remove ${question}`);
    throw new LeaveError(`${summary}Add ${answers.join(", and ")}. Nothing was changed.`, 2);
  }
  const missing = missingForDeletion(decision, monitoring);
  if (missing.length > 0) {
    throw new LeaveError(
      `${summary}AWS does not delete a bucket that contains files: set ${missing.join(", ")} and apply, then run this again. Nothing was changed.`,
    );
  }
  const next = nextStep(monitoring, (...args) => terraform.line(args));
  const addresses = decision.forgotten.map(({ resource }) => resource.address);
  if (addresses.length === 0) return `${summary}Nothing is left to forget. Next: ${next}`;

  const backup = save(pulled, request.backup ?? `before-leaving.${state.serial}.tfstate`);
  const saved = `A backup of the state, which may contain secrets, is in ${inLine(backup)}.`;
  const undo = `${terraform.line(["state", "push", "-force"])} ${inShell(resolve(backup))}`;
  const forget = terraform.line(["state", "rm"], addresses);
  if (!request.isConfirmed) {
    return `${summary}${saved} Nothing was changed. To continue, add --yes, or run\n\n${forget}\n\nand then: ${next}\n\nTo undo it: ${undo}`;
  }
  forgetAll(terraform, addresses, `${saved} To undo it: ${undo}`);
  return `${summary}Terraform has forgotten them. ${saved} To undo it: ${undo}\n\nNext: ${next}`;
}

/** @param recovery How to restore the state. */
function forgetAll(terraform: Terraform, addresses: readonly string[], recovery: string): void {
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
    throw new LeaveError(
      `${failure ?? "terraform state rm reported no error."}\n\nThe current state cannot be read: ${(error as Error).message}\n\n${recovery}`,
    );
  }
  if (failure === undefined && left.length === 0) return;
  const done =
    left.length === addresses.length
      ? "Nothing was forgotten."
      : `${addresses.length - left.length} of ${addresses.length} were forgotten. Still in the state:\n  ${left.map(inLine).join("\n  ")}`;
  throw new LeaveError(`${failure ?? "Terraform did not forget all resources."}\n\n${done}\n\n${recovery}`);
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
    throw new LeaveError(
      `There are several stacks. Pass one of:\n${folders.map((folder) => `  --dir ${inShell(folder)}`).join("\n")}`,
      2,
    );
  return only ?? ".";
}

function chosen(found: readonly Monitoring[], what: string | undefined, here: string): Monitoring {
  const names = found.map(({ name }) => `  ${inShell(name)}`).join("\n");
  if (found.length === 0)
    throw new LeaveError(`The state of ${here} contains no resources of this monitoring: ${whereToRun}`);
  const [only, another] = what === undefined ? found : found.filter(({ name }) => name === what);
  if (!only) throw new LeaveError(`${inLine(what!)} is not in the state of ${here}. Found:\n${names}`);
  if (another) throw new LeaveError(`The state of ${here} contains several. Pass one of:\n${names}`, 2);
  return only;
}

/** Writes the state to a new file that only its owner can read. */
function save(state: string, path: string): string {
  try {
    writeFileSync(path, state, { flag: "wx", mode: 0o600 });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== "EEXIST")
      throw new LeaveError(`The state cannot be saved in ${inLine(path)}: ${inLine(message)}. Nothing was changed.`);
    if (!statsOf(path)?.isFile() || !isSameState(readFileSync(path, "utf8"), state)) {
      throw new LeaveError(
        `${inLine(path)} exists already and is not this state: move it, or pass another file with --backup. Nothing was changed.`,
      );
    }
  }
  return path;
}

/** Terraform prints the results of checks in a different order each time. */
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

function readArguments(args: readonly string[]): Request | "help" | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        dir: { type: "string" },
        "delete-evidence": { type: "boolean", default: false },
        keep: { type: "string", multiple: true, default: [] },
        remove: { type: "string", multiple: true, default: [] },
        backup: { type: "string" },
        yes: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) return "help";
    if (positionals.length > 1) return `${positionals.join(" and ")} are too many: one at a time`;
    return {
      what: positionals[0],
      folder: values.dir,
      deletesEvidence: values["delete-evidence"],
      keep: values.keep,
      remove: values.remove,
      backup: values.backup,
      isConfirmed: values.yes,
    };
  } catch (error) {
    return (error as Error).message;
  }
}
