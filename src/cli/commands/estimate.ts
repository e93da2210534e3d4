import { Command } from "commander";
import { join } from "node:path";
import { optionOf, volumes, type VolumeName } from "../../estimate";
import type { Access } from "../aws/connection";
import { type Declaration, exitCodes } from "../command-line";
import type * as account from "../estimate/account/read";
import type { EstimateOptions } from "../estimate/options";
import { repeatable } from "./repeatable";

const placeOf = { account: ", in an account", region: ", in a region", any: "" } as const;

/** @param load Loads a bundle of its own, as {@link adoptWith} does. */
export const estimateWith =
  (load: () => Promise<Pick<typeof account, "readFigures" | "permissionPolicy">>, access?: Access): Declaration =>
  ({ stdout, terminal }) => {
    const command = new Command("estimate")
      .summary("Calculate what the monitoring costs a month.")
      .description(
        `Multiplies AWS's list prices by what the settings in security-monitoring.yaml deploy and by what happens in the account, and lists what changes of the settings would save. Needs neither Terraform nor, without --from-account, AWS, and writes nothing.

Numbers can be written as 250000, 2.5k or 1M. A volume that is not given is a range, from a quiet account to a busy one.`,
      )
      .option(
        "--accounts <n>",
        "Accounts that the settings are deployed to, or with `organization` in them, accounts of it. Default: 1.",
      )
      .option("--organization", "The accounts are one organization's, to which AWS grants each free allowance once.")
      .option("--regions <n>", "Regions of each account, of which the first has trail and detections. Default: 1.");
    for (const [name, { description, of }] of Object.entries(volumes))
      command.option(`${optionOf(name as VolumeName)} <n>`, `${description}${placeOf[of]}.`);
    return command
      .option("--other-trails <n>", "Trails of an account beside this one that record management events. Default: 0.")
      .addOption(
        repeatable(
          "--items-of <type>=<n>",
          "How many of the configuration items are of a resource type, such as AWS::EC2::NetworkInterface=15k. May be repeated.",
        ),
      )
      .option(
        "--from-account",
        "Read what the account counts already: its events, configuration items, roles and users, alerts and trails. An option that is given is used instead.",
      )
      .option("--region <region>", "Region to read, with --from-account. Default: AWS_REGION or that of the profile.")
      .option("--json", "Print the result as JSON.")
      .option("--policy", "Print the IAM policy that --from-account needs, and do nothing else.")
      .addHelpText("after", exitCodes({ 0: "Done.", 1: "Wrong usage, invalid settings, or AWS cannot be asked." }))
      .action(async (options: EstimateOptions) => {
        const { estimate } = await import("../estimate/command");
        await estimate(options, { stdout, terminal }, load, access);
      });
  };

export const estimate = estimateWith(
  async () => (await import(join(__dirname, "estimate-bundle.js"))) as typeof account,
);
