import { Command } from "commander";
import { join } from "node:path";
import type * as implementation from "../adopt/command";
import type { Access } from "../aws/connection";
import { type Declaration, exitCodes } from "../command-line";
import { choosable } from "./choosable";
import { repeatable } from "./repeatable";
import { force, out } from "./write-options";

/** @param load Loads a bundle of its own, because the AWS SDK would make every other command start later. */
export const adoptWith =
  (load: () => Promise<Pick<typeof implementation, "adoptAccount">>, access?: Access): Declaration =>
  (context) =>
    new Command("adopt")
      .summary("Adopt what an account already has.")
      .description(
        "Reads the trail, log group, keys, AWS Config, topic, metric filters, alarms and event rules of an AWS account, changes nothing there, and writes what Terraform needs to adopt them: settings, and import blocks (Terraform 1.5 or newer).",
      )
      .option("--region <region>", "Region to read. Default: AWS_REGION or that of the profile.")
      .option("--stack", "For the stack of this project instead of a call of the module.")
      .option("--module-address <address>", "Address of the module call. Default: module.security_monitoring.")
      .option("--module-source <source>", "Source of the module. Default: ./module.")
      .option("--commands", "Write terraform import commands instead of import blocks.")
      .addOption(
        repeatable(
          "--choose <what>=<which>",
          `Resolve an ambiguous choice: trail=<name>, topic=<arn>, recorder=none and so on; use:<name> leaves a resource unchanged, manage:<name> adopts it. May be repeated (${choosable.join(", ")}).`,
        ),
      )
      .option("--dry-run", "Write nothing.")
      .addOption(out())
      .addOption(force())
      .option("--json", "Print the result as JSON.")
      .option("--policy", "Print the IAM policy that this command needs, and do nothing else.")
      .addHelpText(
        "after",
        exitCodes({
          0: "Done.",
          1: "Wrong usage, or AWS cannot be asked or denied a call. Nothing was written.",
          2: "A choice is needed, such as what happens to another owner's alarm that has one of our names. Nothing was written.",
        }),
      )
      .action(async (options: implementation.AdoptOptions) => {
        const { adoptAccount } = await load();
        context.exitCode = await adoptAccount(options, context, access);
      });

export const adopt = adoptWith(async () => (await import(join(__dirname, "adopt-bundle.js"))) as typeof implementation);
