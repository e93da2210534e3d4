import { Command } from "commander";
import { join } from "node:path";
import type { Access } from "../aws/connection";
import { type Declaration, exitCodes } from "../command-line";
import type * as implementation from "../repair/command";

/** @param load Loads the bundle of `repair`. */
export const undoWith =
  (load: () => Promise<Pick<typeof implementation, "undo">>, access?: Access): Declaration =>
  (context) =>
    new Command("undo")
      .summary("Give a repaired resource back what it had before.")
      .description(
        `Reads the record of a repair, shows what it would change line by line, asks, and changes that. It refuses a resource that has changed since the repair. It executes nothing that a record contains: the changes are computed from what the resource was. Terraform is TERRAFORM_BINARY_NAME, or terraform or tofu on PATH; with --bucket it is not needed, and the state may be gone.`,
      )
      .argument(
        "[what]",
        "Call of the module, such as module.security_monitoring, or path of the construct in a CDKTF app. Default: the only one in the state.",
      )
      .option("--rule <name>", "Remediation, or its rule of AWS Config.")
      .option("--resource <id>", "Resource that was repaired, as the alert names it.")
      .option("--time <time>", "Use the newest record of this time (UTC) or before, such as 2026-11-30T09:15:00Z.")
      .option(
        "--list",
        "List the records of the resource, or without --resource those of the rule, and do nothing else.",
      )
      .option("--yes", "Do not ask.")
      .option("--bucket <name>", "Bucket of the records. Default: that of the state.")
      .option(
        "--dir <folder>",
        "Where Terraform runs. Default: the current folder, or the only stack in cdktf.out/stacks.",
      )
      .option("--state <file>", "Read the state from a file instead: of terraform state pull, or terraform show -json.")
      .option(
        "--region <region>",
        "Region of the deployment, to be sure: another one is refused. With --bucket: region of the resource. Default: that of the environment.",
      )
      .option("--json", "Print the result as JSON.")
      .option("--policy", "Print the IAM policy that this command needs for the rule, and do nothing else.")
      .addHelpText(
        "after",
        exitCodes({
          0: "It is undone, or there is nothing to undo.",
          1: "Wrong usage, no record, AWS cannot be asked, or the answer was no. Nothing was changed.",
          2: "Refused, because the record is not valid or the resource has changed since; or undone in part.",
        }),
      )
      .action(async (what: string | undefined, options: implementation.UndoOptions) => {
        const { undo } = await load();
        context.exitCode = await undo(what, options, context, access);
      });

export const undo = undoWith(async () => (await import(join(__dirname, "repair-bundle.js"))) as typeof implementation);
