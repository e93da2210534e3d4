import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Detection, detections as catalogue } from "../../detections";
import { findFiles } from "./find-files";
import { Meter, type Terminal } from "./meter";
import { renderJson, renderProblems, renderTable } from "./render";
import { addProblem, emptyTally, merge } from "./tally";
import { evaluateFiles } from "./threads";

const usage = `Usage: npm run detections:report -- <folder> [<folder> …] [--json]
       npx terraform-aws-security-monitoring detections:report <folder> [<folder> …] [--json]

Evaluates every detection over CloudTrail records, and counts the periods in which its alarm would have gone off.
A folder is searched with all folders in it for .json and .json.gz files: {"Records":[…]}, arrays of records, or records
one after the other.

  --json   print the result as JSON

Exit code: 0, or 1 for bad usage, or 2 if some input could not be read; the rest is evaluated all the same.`;

/** Where a command writes to. */
export interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: Terminal;
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
  { stdout, stderr }: Streams,
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
  const files = findFiles(request.paths, (problem) => {
    addProblem(found, problem);
  });
  const meter = new Meter(stderr);
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
  if (tally.files === 0 && tally.problemCount === 0) {
    stderr.write(`there is no .json or .json.gz file in ${request.paths.join(", ")}\n`);
    return 1;
  }
  stdout.write(request.json ? renderJson(detections, tally) : renderTable(detections, tally));
  stderr.write(renderProblems(tally));
  return tally.problemCount > 0 ? 2 : 0;
}

function readArguments(args: readonly string[]): { paths: string[]; json: boolean } | { refusal: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    if (positionals.length === 0) return { refusal: "which folder?" };
    const missing = positionals.filter((path) => !existsSync(path));
    if (missing.length > 0) return { refusal: `there is no ${missing.join(", no ")}` };
    return { paths: positionals, json: values.json };
  } catch (error) {
    return { refusal: (error as Error).message };
  }
}
