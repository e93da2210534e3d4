import { Command } from "commander";
import { type Declaration, exitCodes } from "../command-line";
import type { ReportOptions, ReportWith } from "../report/command";

/** @param withOptions For tests. */
export const reportWith =
  (withOptions: ReportWith = {}): Declaration =>
  (context) =>
    new Command("report")
      .summary("Show what every detection would have found in CloudTrail files.")
      .description(
        `Evaluates every detection over CloudTrail records, and counts the periods in which its alarm would have gone off. An event that was delivered several times counts once.

All files in a folder and in its sub-folders are read, whatever their names, gzipped or not: CloudTrail's log files, the output of aws cloudtrail lookup-events and aws logs filter-log-events, exports of CloudWatch Logs, EventBridge events, arrays of records, and one record after the other. Other content is not evaluated, but counted by kind.`,
      )
      .argument("<path...>", "Folders or files; - reads the standard input.")
      .option("--json", "Print the result as JSON.")
      .option(
        "--html <file>",
        "Write the result as a page as well, which loads nothing: when, by whom, and what would make noisy detections quieter.",
      )
      .addHelpText(
        "after",
        exitCodes({
          0: "Done.",
          1: "Wrong usage.",
          2: "Some input could not be read (the rest was evaluated), or no CloudTrail record was found.",
        }),
      )
      .action(async (paths: string[], options: ReportOptions) => {
        const { report } = await import("../report/command");
        context.exitCode = await report(paths, options, context, withOptions);
      });

export const report = reportWith();
