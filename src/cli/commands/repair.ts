import { Command } from "commander";
import { join } from "node:path";
import type { Access } from "../aws/connection";
import { type Declaration, exitCodes } from "../command-line";
import type * as implementation from "../repair/command";

/** @param load Loads a bundle of its own, as {@link drillWith} does. */
export const repairWith =
  (load: () => Promise<Pick<typeof implementation, "repair">>, access?: Access): Declaration =>
  (context) =>
    new Command("repair")
      .summary("Show what would repair a resource, and do it with --apply.")
      .description(
        `Shows what is wrong with a resource, what a remediation would change, and what keeps its function from doing so. With --apply it asks, and then does what the function does: it writes the record for undo, makes the change, and sends the alert. The function of the remediation has to be deployed: its settings apply, but for its mode and its limits. Terraform is TERRAFORM_BINARY_NAME, or terraform or tofu on PATH.`,
      )
      .argument(
        "[what]",
        "Call of the module, such as module.security_monitoring, or path of the construct in a CDKTF app. Default: the only one in the state.",
      )
      .option("--rule <name>", "Remediation or runbook, or its rule of AWS Config.")
      .option("--resource <id>", "Resource to repair, as the alert names it.")
      .option("--apply", "Repair it.")
      .option("--yes", "Do not ask.")
      .option(
        "--dir <folder>",
        "Where Terraform runs. Default: the current folder, or the only stack in cdktf.out/stacks.",
      )
      .option("--state <file>", "Read the state from a file instead: of terraform state pull, or terraform show -json.")
      .option("--region <region>", "Region of the deployment, to be sure: another one is refused.")
      .option("--json", "Print the result as JSON.")
      .option("--policy", "Print the IAM policy that this command needs for the rule, and do nothing else.")
      .addHelpText(
        "after",
        exitCodes({
          0: "It is repaired, nothing is wrong with it, or without --apply: --apply would repair it.",
          1: "Wrong usage, no such function or resource, AWS cannot be asked, or the answer was no. Nothing was changed.",
          2: "It is not repaired, or in part, or cannot be: the reason is printed.",
        }),
      )
      .action(async (what: string | undefined, options: implementation.RepairOptions) => {
        const { repair } = await load();
        context.exitCode = await repair(what, options, context, access);
      });

export const repair = repairWith(
  async () => (await import(join(__dirname, "repair-bundle.js"))) as typeof implementation,
);
