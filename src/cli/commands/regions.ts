import { Command } from "commander";
import { type Declaration, exitCodes } from "../command-line";
import type { RegionsOptions } from "../regions";
import { repeatable } from "./repeatable";
import { force, out } from "./write-options";

export const regions: Declaration = (context) =>
  new Command("regions")
    .summary("Write the Terraform file that monitors further regions.")
    .description(
      "Writes a file for a root that calls the module: a provider for each region of the partition, and a call of the nested module regional for each further region. A stack needs no such file: it has the setting regions. Run it again with other regions to add or to remove some; one that is no longer given is removed by the next apply.",
    )
    .option("--home <region>", "Region of the monitoring, that of the provider of its call. Required.")
    .addOption(repeatable("--region <region>", "Further region. May be repeated. Default: none, which removes all."))
    .addOption(
      repeatable(
        "--existing-recorder <region=name>",
        "Recorder of AWS Config that a further region has already, to be used unchanged. May be repeated.",
      ),
    )
    .option("--call <name>", "Name of the call of the module.", "security_monitoring")
    .option("--source <source>", "Source of the module, as in its call.", "./module")
    .option("--profile <name>", "Profile of the AWS CLI for every provider.")
    .option("--role-arn <arn>", "Role that every provider assumes.")
    .addOption(out())
    .addOption(force())
    .addHelpText(
      "after",
      exitCodes({ 0: "Done.", 1: "Wrong usage, or the file is not as this command wrote it. Nothing was written." }),
    )
    .action(async (options: RegionsOptions) => {
      const { writeRegions } = await import("../regions");
      await writeRegions(options, context);
    });
