import { Command } from "commander";
import { type Declaration, exitCodes } from "../command-line";
import type { InitOptions } from "../init";
import { repeatable } from "./repeatable";
import { force, out } from "./write-options";

export const init: Declaration = (context) =>
  new Command("init")
    .summary("Write a settings file, or a Terraform root, to start from.")
    .description(
      "Writes a commented security-monitoring.yaml with the settings that are changed most, or a Terraform root with the module. On a terminal it asks for what no option gives.",
    )
    .option("--module", "Write main.tf, which calls the module, and the module, for plain Terraform.")
    .addOption(repeatable("--email <address>", "Recipient of the alerts. May be repeated."))
    .option("--region <region>", "Region of the trail, the alarms and the recorder.")
    .addOption(out())
    .addOption(force())
    .addHelpText("after", exitCodes({ 0: "Done.", 1: "Wrong usage, or a file exists already. Nothing was written." }))
    .action(async (options: InitOptions) => {
      const { init } = await import("../init");
      await init(options, context);
    });
