import { Command } from "commander";
import { join } from "node:path";
import type { Access } from "../aws/connection";
import { type Declaration, exitCodes } from "../command-line";
import type * as implementation from "../verify/command";

/** @param load Loads a bundle of its own, as {@link adoptWith} does. */
export const verifyWith =
  (load: () => Promise<Pick<typeof implementation, "verifyDeployment">>, access?: Access): Declaration =>
  (context) =>
    new Command("verify")
      .summary("Show whether the monitoring is healthy.")
      .description(
        "Reads what is deployed from the state, asks AWS about each part, and lists what is broken and what to do about it. It changes nothing. Terraform is TERRAFORM_BINARY_NAME, or terraform or tofu on PATH.",
      )
      .argument(
        "[what]",
        "Call of the module, such as module.security_monitoring, or path of the construct in a CDKTF app. Default: the only one in the state.",
      )
      .option(
        "--dir <folder>",
        "Where Terraform runs. Default: the current folder, or the only stack in cdktf.out/stacks.",
      )
      .option(
        "--state <file>",
        "File with the state, or with what terraform show -json printed. Default: Terraform is asked.",
      )
      .option("--region <region>", "Region that the monitoring has to be in. Default: that of the state.")
      .option("--json", "Print the result as JSON.")
      .option("--html <file>", "Write the result as a page, which loads nothing, as well.")
      .option("--policy", "Print the IAM policy that this command needs, and do nothing else.")
      .addHelpText(
        "after",
        exitCodes({
          0: "Everything is healthy.",
          1: "Wrong usage, no deployment, or AWS cannot be asked. Nothing was verified.",
          2: "Something needs attention, or AWS did not answer a question about it.",
          3: "Something is broken.",
        }),
      )
      .action(async (what: string | undefined, options: implementation.VerifyOptions) => {
        const { verifyDeployment } = await load();
        context.exitCode = await verifyDeployment(what, options, context, access);
      });

export const verify = verifyWith(
  async () => (await import(join(__dirname, "verify-bundle.js"))) as typeof implementation,
);
