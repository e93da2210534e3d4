import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { inLine } from "../../terraform/text/visible";
import { statsOf } from "../deployment/configuration";
import { locate, pulledState, refuseUnknown } from "../deployment/locate";
import { parts } from "../deployment/monitoring-resources";
import { type Terraform, TerraformError } from "../deployment/terraform";
import { inShell } from "../invocation";
import { Stop } from "../stop";
import { decide } from "./decide";
import { leftTogether, renderOrganization } from "./organization";
import { missingForDeletion, nextStep, renderDecision } from "./render";

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
  const { monitoring, others, state, text: pulled, here, terraform } = locate(what, { dir: options.dir }, parts);
  monitoring.furtherRegions.forEach(refuseUnknown);
  const serial = String(state.serial);
  const name = inLine(monitoring.name);
  const decision = decide(leftTogether(monitoring), {
    deletesEvidence: options.deleteEvidence ?? false,
    keep: options.keep ?? [],
    remove: options.remove ?? [],
  });
  if (decision.refusals.length > 0) throw new Stop(`${decision.refusals.join("\n")}\nNothing was changed.`);
  const organization = renderOrganization(monitoring, others, decision);
  const summary = `${name}, in the state of ${here} with serial ${serial}\n\n${renderDecision(decision)}${organization}`;
  if (decision.questions.length > 0) {
    const answers = decision.questions.map((question) => `--keep ${question} or --remove ${question}`);
    throw new Stop(`${summary}Add ${answers.join(", and ")}. Nothing was changed.`, 2);
  }
  const missing = missingForDeletion(decision, monitoring);
  if (missing.length > 0) {
    throw new Stop(
      `${summary}AWS does not delete a bucket that contains files: set ${missing.join(", ")} and apply, then run this again. Nothing was changed.`,
    );
  }
  const next = nextStep(monitoring, (...args) => terraform.line(args));
  const addresses = decision.forgotten.map(({ resource }) => resource.address);
  if (addresses.length === 0) return `${summary}Nothing is left to forget. Next: ${next}`;

  const backup = save(pulled, options.backup ?? `before-leaving.${serial}.tfstate`);
  const saved = `A backup of the state, which may contain secrets, is in ${inLine(backup)}.`;
  const undo = `${terraform.line(["state", "push", "-force"])} ${inShell(resolve(backup))}`;
  const forget = terraform.line(["state", "rm"], addresses);
  if (!options.yes) {
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
    const remaining = pulledState(terraform).state?.resources ?? [];
    left = addresses.filter((address) => remaining.some((resource) => resource.address === address));
  } catch (error) {
    throw new Stop(
      `${failure ?? "terraform state rm reported no error."}\n\nThe current state cannot be read: ${(error as Error).message}\n\n${recovery}`,
    );
  }
  if (failure === undefined && left.length === 0) return;
  const done =
    left.length === addresses.length
      ? "Nothing was forgotten."
      : `${addresses.length - left.length} of ${addresses.length} were forgotten. Still in the state:\n  ${left.map(inLine).join("\n  ")}`;
  throw new Stop(`${failure ?? "Terraform did not forget all resources."}\n\n${done}\n\n${recovery}`);
}

/** Writes the state to a new file that only its owner can read. */
function save(state: string, path: string): string {
  try {
    writeFileSync(path, state, { flag: "wx", mode: 0o600 });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== "EEXIST")
      throw new Stop(`The state cannot be saved in ${inLine(path)}: ${inLine(message)}. Nothing was changed.`);
    if (!statsOf(path)?.isFile() || !isSameState(readFileSync(path, "utf8"), state)) {
      throw new Stop(
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
