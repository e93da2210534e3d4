import { Command, InvalidArgumentError } from "commander";
import { join } from "node:path";
import type { Access } from "../aws/connection";
import { type Declaration, exitCodes } from "../command-line";
import type * as implementation from "../drill/command";

/** @param load Loads a bundle of its own, because the AWS SDK would make every other command start later. */
export const drillWith =
  (load: () => Promise<Pick<typeof implementation, "drill">>, access?: Access): Declaration =>
  (context) =>
    new Command("drill")
      .summary("Set off alerts, and measure when they arrive.")
      .description(
        `Sets off the alerts of a deployed monitoring with harmless calls, and measures how long each takes to its topics: calls that its detections see, an alarm that is set, and a sample finding of GuardDuty. Recipients get these alerts; "DRILL <id> begins" and "DRILL <id> ends" tell them so. It says what it will do and asks first.

What it makes has the drill's id in its name and is deleted, also after Ctrl-C; after a kill the next drill in the same folder does so, by the journal drill-<id>.journal.json. Terraform is TERRAFORM_BINARY_NAME, or terraform or tofu on PATH.`,
      )
      .argument(
        "[what]",
        "Call of the module, such as module.security_monitoring, or path of the construct in a CDKTF app. Default: the only one in the state.",
      )
      .option(
        "--dir <folder>",
        "Where Terraform runs. Default: the current folder, or the only stack in cdktf.out/stacks.",
      )
      .option("--state <file>", "Read the state from a file instead: of terraform state pull, or terraform show -json.")
      .option("--region <region>", "Region of the deployment, to be sure: another one is refused.")
      .option("--wait <minutes>", "Minutes to wait at most. Default: the longest documented latency.", minutes)
      .option("--no-iam", "Create no IAM user and no access key.")
      .option("--yes", "Do not ask.")
      .option("--json", "Print the result as JSON.")
      .option("--html <file>", "Write the result as a page, which loads nothing, as well.")
      .option("--policy", "Print the IAM policy that a drill of this deployment needs, and do nothing else.")
      .addHelpText(
        "after",
        exitCodes({
          0: "Every alert that was expected was seen.",
          1: "Wrong usage, no deployment, AWS cannot be asked, or interrupted.",
          2: "An alert that was expected was not seen, none could be tested, or something could not be deleted.",
        }),
      )
      .action(async (what: string | undefined, options: implementation.DrillOptions) => {
        const { drill } = await load();
        context.exitCode = await drill(what, options, context, access);
      });

export const drill = drillWith(async () => (await import(join(__dirname, "drill-bundle.js"))) as typeof implementation);

function minutes(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > 120) throw new InvalidArgumentError("It must be 1 to 120 minutes.");
  return value;
}
