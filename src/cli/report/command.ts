import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type Detection, detections as catalogue } from "../../detections";
import { inLine } from "../../terraform/text/visible";
import type { ExitCode, Streams } from "../command-line";
import { ProgressLine } from "../progress-line";
import { Stop } from "../stop";
import { addOther, addProblem, emptyTally, merge } from "./count/tally";
import { renderJson, renderProblems, renderTable } from "./print/render";
import { findFiles, isThere } from "./read/find-files";
import { STANDARD_INPUT } from "./read/source";
import { evaluateFiles } from "./worker-pool";

export interface ReportOptions {
  readonly detections?: readonly Detection[];
  readonly threads?: number;
  /** The built worker.ts, in the folder of the built file that this one is part of. */
  readonly workerFile?: string;
}

/**
 * Reports what the detections find.
 *
 * @param paths Folders and files.
 * @returns The exit code: 2 if some input could not be read, or held no record.
 * @throws {@link Stop} If a path does not exist.
 */
export async function report(
  paths: readonly string[],
  asJson: boolean,
  { stdout, stderr, terminal }: Pick<Streams, "stdout" | "stderr" | "terminal">,
  {
    detections = catalogue,
    threads = availableParallelism(),
    workerFile = join(__dirname, "worker.js"),
  }: ReportOptions = {},
): Promise<ExitCode> {
  const missing = paths.filter((path) => path !== STANDARD_INPUT && !isThere(path));
  if (missing.length > 0) throw new Stop(`not found: ${missing.map(inLine).join(", ")}`);
  const found = emptyTally(detections.length);
  const files = findFiles(paths, {
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
    onProgress: ({ files, records }) => {
      meter.show(() => `${files.toLocaleString("en")} files, ${records.toLocaleString("en")} records`);
    },
  });
  meter.clear();
  merge(tally, found);
  // Threads find problems in any order.
  tally.problems.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  stdout.write(asJson ? renderJson(detections, tally) : renderTable(detections, tally));
  stderr.write(renderProblems(tally));
  return tally.problemCount > 0 || tally.records === 0 ? 2 : 0;
}
