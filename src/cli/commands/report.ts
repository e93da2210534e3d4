import { Command } from "commander";
import { join } from "node:path";
import { type Declaration, exitCodes } from "../command-line";
import type * as athena from "../report/athena/command";
import type { ReportOptions, ReportWith } from "../report/command";
import { Stop } from "../stop";

type Options = ReportOptions & athena.AthenaReportOptions & { readonly athena?: boolean };

/** Options that only one of both reports has. */
const ofAthena = ["from", "to", "regions", "maxUsd", "yes", "dir", "state"] as const;

/**
 * @param withOptions For tests.
 * @param load Loads a bundle of its own, as {@link adoptWith} does.
 */
export const reportWith =
  (
    withOptions: ReportWith & athena.AthenaReportWith = {},
    load: () => Promise<Pick<typeof athena, "reportFromAthena">> = async () =>
      (await import(join(__dirname, "report-athena-bundle.js"))) as typeof athena,
  ): Declaration =>
  (context) =>
    new Command("report")
      .summary("Show what every detection would have found in CloudTrail files.")
      .description(
        `Evaluates every detection over CloudTrail records, and counts the periods in which its alarm would have gone off. An event that was delivered several times counts once.

All files in a folder and in its sub-folders are read, whatever their names, gzipped or not: CloudTrail's log files, the output of aws cloudtrail lookup-events and aws logs filter-log-events, exports of CloudWatch Logs, EventBridge events, arrays of records, and one record after the other. Other content is not evaluated, but counted by kind.

With --athena nothing is downloaded: Amazon Athena counts in the bucket of the trail, for any number of days. It lists the files to know the price, says it, and asks. The argument is then the call of the module, or the path of the construct. Terraform is TERRAFORM_BINARY_NAME, or terraform or tofu on PATH.`,
      )
      .argument("[path...]", "Folders or files; - reads the standard input.")
      .option("--json", "Print the result as JSON.")
      .option(
        "--html <file>",
        "Write the result as a page as well, which loads nothing: when, by whom, and what would make noisy detections quieter.",
      )
      .option("--athena", "Count with Amazon Athena, which athena.enabled deploys.")
      .option("--from <day>", "First day to count, with --athena. Default: six days before the last.")
      .option("--to <day>", "Last day to count, with --athena, in UTC. Default: today.")
      .option("--regions <names>", "Regions to count, with commas, with --athena. Default: all of the table.")
      .option("--max-usd <amount>", "Query nothing that costs more, with --athena.")
      .option("--yes", "Do not ask, with --athena.")
      .option(
        "--dir <folder>",
        "Where Terraform runs, with --athena. Default: the current folder, or the only stack in cdktf.out/stacks.",
      )
      .option("--state <file>", "File with the state, or with what terraform show -json printed, with --athena.")
      .addHelpText(
        "after",
        exitCodes({
          0: "Done.",
          1: "Wrong usage, or with --athena: no table, AWS cannot be asked, or the answer was no.",
          2: "Some input could not be read or counted (the rest was evaluated), or no CloudTrail record was found.",
        }),
      )
      .action(async (paths: string[], { athena: byAthena, ...options }: Options) => {
        if (byAthena) {
          if (paths.length > 1) throw new Stop(`--athena: one deployment, not ${paths.length} arguments.`);
          if (options.html !== undefined)
            throw new Stop("--html: Athena does not count callers, which the page shows.");
          const { reportFromAthena } = await load();
          context.exitCode = await reportFromAthena(paths[0], options, context, withOptions);
          return;
        }
        const misplaced = ofAthena.filter((name) => options[name] !== undefined);
        if (misplaced.length > 0)
          throw new Stop(
            `Only with --athena: ${misplaced.map((name) => (name === "maxUsd" ? "--max-usd" : `--${name}`)).join(", ")}.`,
          );
        if (paths.length === 0) throw new Stop("Name folders or files, or count with --athena.");
        const { report } = await import("../report/command");
        context.exitCode = await report(paths, options, context, withOptions);
      });

export const report = reportWith();
