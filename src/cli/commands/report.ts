import { Command } from "commander";
import { join } from "node:path";
import { type Declaration, exitCodes } from "../command-line";
import type * as athena from "../report/athena/command";
import type { ReportOptions, ReportWith } from "../report/command";
import type * as s3 from "../report/s3/files";
import { Stop } from "../stop";
import { repeatable } from "./repeatable";

type Options = ReportOptions & athena.AthenaReportOptions & s3.BucketOptions & { readonly athena?: boolean };

/** Options that not every report has. */
const ofAthena = ["maxUsd", "yes", "dir", "state"] as const;
const ofBuckets = ["keep"] as const;
const ofBoth = ["from", "to", "regions"] as const;

/** Loads bundles of their own, as {@link adoptWith} does. */
const bundles = {
  athena: async () =>
    (await import(join(__dirname, "report-athena-bundle.js"))) as Pick<typeof athena, "reportFromAthena">,
  s3: async () => (await import(join(__dirname, "report-s3-bundle.js"))) as Pick<typeof s3, "BucketFiles">,
};

/** For tests. */
export const reportWith =
  (withOptions: ReportWith & athena.AthenaReportWith = {}, load: Partial<typeof bundles> = {}): Declaration =>
  (context) =>
    new Command("report")
      .summary("Show what every detection would have found in CloudTrail files.")
      .description(
        `Evaluates every detection over CloudTrail records, and counts the periods in which its alarm would have gone off. An event that was delivered several times counts once.

All files in a folder and in its sub-folders are read, whatever their names, gzipped or not: CloudTrail's log files, the output of aws cloudtrail lookup-events and aws logs filter-log-events, exports of CloudWatch Logs, EventBridge events, arrays of records, and one record after the other. Other content is not evaluated, but counted by kind.

Folders or files may be in S3, as s3://bucket/prefix: some at a time are downloaded and removed again. --from, --to and --regions read the folders of some days and regions only, by CloudTrail's names of folders: those of the day on which a file was delivered. With --keep a run that was interrupted continues, if it is run again.

With --athena nothing is downloaded: Amazon Athena counts in the bucket of the trail, for any number of days. It lists the files to know the price, says it, and asks. The argument is then the call of the module, or the path of the construct. Terraform is TERRAFORM_BINARY_NAME, or terraform or tofu on PATH.`,
      )
      .argument("[path...]", "Folders or files, here or in S3; - reads the standard input.")
      .addOption(
        repeatable(
          "--rules <path>",
          "Count the Sigma rules for CloudTrail in a YAML file, or in those of a folder, as well; repeatable.",
        ),
      )
      .option("--json", "Print the result as JSON.")
      .option(
        "--html <file>",
        "Write the result as a page as well, which loads nothing: when, by whom, and what would make noisy detections quieter.",
      )
      .option(
        "--from <day>",
        "First day to count, in UTC, with s3:// or --athena. Default: all days; with --athena six days before the last.",
      )
      .option("--to <day>", "Last day to count. Default: today.")
      .option("--regions <names>", "Regions to count, with commas, with s3:// or --athena. Default: all.")
      .option("--keep <folder>", "Keep what is downloaded from S3, and download nothing that is there already.")
      .option("--athena", "Count with Amazon Athena, which athena.enabled deploys.")
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
          1: "Wrong usage; AWS cannot be asked, or it was interrupted; with --athena: no table, or the answer was no.",
          2: "Some input could not be read or counted (the rest was evaluated), or no CloudTrail record was found.",
        }),
      )
      .action(async (paths: string[], { athena: byAthena, ...options }: Options) => {
        const misplaced = (names: readonly (keyof typeof options)[], only: string) => {
          const given = names.filter((name) => options[name] !== undefined);
          if (given.length > 0)
            throw new Stop(
              `Only with ${only}: ${given.map((name) => (name === "maxUsd" ? "--max-usd" : `--${name}`)).join(", ")}.`,
            );
        };
        if (byAthena) {
          if (paths.length > 1) throw new Stop(`--athena: one deployment, not ${paths.length} arguments.`);
          if (options.html !== undefined)
            throw new Stop("--html: Athena does not count callers, which the page shows.");
          misplaced(ofBuckets, "s3://bucket/prefix");
          const { reportFromAthena } = await (load.athena ?? bundles.athena)();
          context.exitCode = await reportFromAthena(paths[0], options, context, withOptions);
          return;
        }
        misplaced(ofAthena, "--athena");
        if (paths.length === 0) throw new Stop("Name folders or files, or count with --athena.");
        const urls = paths.filter(isOfS3);
        if (urls.length === 0) {
          misplaced(ofBoth, "s3://bucket/prefix or --athena");
          misplaced(ofBuckets, "s3://bucket/prefix");
        }
        const remote =
          urls.length === 0
            ? undefined
            : new (await (load.s3 ?? bundles.s3)()).BucketFiles(urls, options, withOptions.access);
        const { report } = await import("../report/command");
        const local = paths.filter((path) => !isOfS3(path));
        context.exitCode = await report(local, options, context, { ...withOptions, ...(remote && { remote }) });
      });

/** Whether an argument means S3, also in a form that is refused. */
const isOfS3 = (path: string) => /^(s3:|arn:[^:]*:s3)/i.test(path);

export const report = reportWith();
