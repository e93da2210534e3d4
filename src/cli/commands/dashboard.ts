import { Command, Option } from "commander";
import { type Declaration, exitCodes } from "../command-line";
import type { DashboardOptions } from "../dashboard/command";

export const dashboard: Declaration = (context) =>
  new Command("dashboard")
    .summary("Draw the layout of the dashboard.")
    .description(
      "Reads the dashboard that is deployed from the state, or the planned one from a plan, and writes a page that shows its widgets in their places, with titles, alarms, metrics and queries, and without data. It asks nobody but Terraform. Terraform is TERRAFORM_BINARY_NAME, or terraform or tofu on PATH.",
    )
    .argument(
      "[what]",
      "Call of the module, such as module.security_monitoring, or path of the construct in a CDKTF app. Default: the only one in the state.",
    )
    .option("--preview <file>", "Write the page into this file, which ends in .html.")
    .option(
      "--dir <folder>",
      "Where Terraform runs. Default: the current folder, or the only stack in cdktf.out/stacks.",
    )
    .option(
      "--state <file>",
      "File with the state, or with what terraform show -json printed. Default: Terraform is asked.",
    )
    .addOption(
      new Option(
        "--plan <file>",
        "File with what terraform show -json PLAN printed, to see the dashboard before the apply.",
      ).conflicts("state"),
    )
    .addHelpText(
      "after",
      exitCodes({ 0: "Done.", 1: "Wrong usage, no deployment, or no dashboard in it or in the plan." }),
    )
    .action(async (what: string | undefined, options: DashboardOptions) => {
      const { previewDashboard } = await import("../dashboard/command");
      await previewDashboard(what, options, context);
    });
