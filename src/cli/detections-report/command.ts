import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Detection, detections as catalogue } from "../../detections";
import { addOther, addProblem, emptyTally, merge } from "./count/tally";
import { ProgressLine, type Terminal } from "./print/progress";
import { renderJson, renderProblems, renderTable } from "./print/render";
import { findFiles, isThere } from "./read/find-files";
import { STANDARD_INPUT } from "./read/source";
import { evaluateFiles } from "./worker-pool";

const usage = `Usage: npm run detections:report -- <folder> [<folder> …] [--json]
       npx terraform-aws-security-monitoring detections:report <folder> [<folder> …] [--json]

Evaluates every detection over CloudTrail records, and counts the periods in which its alarm would have gone off.
All files in a folder and in the folders in it are read, whatever they are called, gzipped or not: CloudTrail's log files, what
aws cloudtrail lookup-events and aws logs filter-log-events print, exports of CloudWatch Logs, EventBridge events, arrays of
records, and records one after the other. Other content is not evaluated, but summed up by kind. - reads the standard input.
An event that was delivered several times counts once.

  --json   print the result as JSON

Exit code: 0; 1 for bad usage; 2 if some input could not be read (the rest is evaluated all the same), or if there was not a
single CloudTrail record.`;

/** Where a command writes to. */
export interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: Terminal;
  /** Where progress is drawn. @default stderr */
  readonly terminal?: Terminal;
}

export interface ReportOptions {
  readonly detections?: readonly Detection[];
  readonly threads?: number;
  /** What worker.ts became, which lies beside what this file became. */
  readonly workerFile?: string;
}

/** Runs the command, and returns its exit code. */
export async function detectionsReport(
  args: readonly string[],
  { stdout, stderr, terminal = stderr }: Streams,
  {
    detections = catalogue,
    threads = availableParallelism(),
    workerFile = join(__dirname, "worker.js"),
  }: ReportOptions = {},
): Promise<0 | 1 | 2> {
  const request = readArguments(args);
  if ("refusal" in request) {
    stderr.write(`${request.refusal}\n\n${usage}\n`);
    return 1;
  }
  const found = emptyTally(detections.length);
  const files = findFiles(request.paths, {
    problem: (file, reason) => {
      addProblem(found, { file, reason });
    },
    other: (example, kind) => {
      addOther(found, kind, { files: 1, objects: 0, example });
    },
  });
  const meter = new ProgressLine(terminal);
  const tally = await evaluateFiles(files, detections, {
    threads,
    workerFile,
    onProgress: (progress) => {
      meter.show(progress);
    },
  });
  meter.clear();
  merge(tally, found);
  // Threads find problems in any order.
  tally.problems.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  stdout.write(request.json ? renderJson(detections, tally) : renderTable(detections, tally));
  stderr.write(renderProblems(tally));
  return tally.problemCount > 0 || tally.records === 0 ? 2 : 0;
}

function readArguments(args: readonly string[]): { paths: string[]; json: boolean } | { refusal: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    if (positionals.length === 0) return { refusal: "which folder?" };
    const missing = positionals.filter((path) => path !== STANDARD_INPUT && !isThere(path));
    if (missing.length > 0) return { refusal: `there is no ${missing.join(", no ")}` };
    return { paths: positionals, json: values.json };
  } catch (error) {
    return { refusal: (error as Error).message };
  }
}
