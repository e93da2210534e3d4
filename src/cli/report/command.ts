import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type Detection, detections as catalogue } from "../../detections";
import { inLine } from "../../terraform/text/visible";
import type { ExitCode, Streams } from "../command-line";
import { ProgressLine, timeLeft } from "../progress-line";
import { Stop } from "../stop";
import { addOther, addProblem, emptyTally, merge } from "./count/tally";
import { count } from "./print/counted";
import { renderJson, renderProblems, renderReport } from "./print/render";
import { findFiles, isThere } from "./read/find-files";
import { STANDARD_INPUT } from "./read/source";
import { evaluateFiles } from "./worker-pool";

/** Options of the command, as commander names them. */
export interface ReportOptions {
  readonly json?: boolean;
  readonly html?: string;
}

/** For tests. */
export interface ReportWith {
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
  { json = false, html }: ReportOptions,
  { stdout, stderr, terminal }: Pick<Streams, "stdout" | "stderr" | "terminal">,
  {
    detections = catalogue,
    threads = availableParallelism(),
    workerFile = join(__dirname, "worker.js"),
  }: ReportWith = {},
): Promise<ExitCode> {
  const missing = paths.filter((path) => path !== STANDARD_INPUT && !isThere(path));
  if (missing.length > 0) throw new Stop(`not found: ${missing.map(inLine).join(", ")}`);
  // It loads cdktf.
  const page = html === undefined ? undefined : { file: html, ...(await import("../write-page")) };
  page?.checkPage("--html", page.file);
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
  const all = terminal.isTTY ? countFiles(paths, meter) : undefined;
  const started = Date.now();
  const tally = await evaluateFiles(files, detections, {
    threads,
    workerFile,
    inDetail: html !== undefined,
    onProgress: ({ files, records }) => {
      meter.show(() => {
        const elapsed = Date.now() - started;
        const rate = count(Math.round(records / (elapsed / 1000)));
        const part = all === undefined ? "" : ` of ${count(all)}`;
        const left = all === undefined ? "" : timeLeft(elapsed, files / all);
        return `${count(files)}${part} files, ${count(records)} records, ${rate} a second${left}`;
      });
    },
  });
  meter.clear();
  merge(tally, found);
  // Threads find problems in any order.
  tally.problems.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  stdout.write(json ? renderJson(detections, tally) : renderReport(detections, tally));
  stderr.write(renderProblems(tally));
  if (page !== undefined) {
    const { renderHtml } = await import("./page/render-html");
    await page.writePage("--html", page.file, renderHtml(detections, tally));
  }
  return tally.problemCount > 0 || tally.records === 0 ? 2 : 0;
}

/** For a person who waits: there may be millions, so that none is kept. */
function countFiles(paths: readonly string[], meter: ProgressLine): number {
  let all = 0;
  const unseen = { problem: () => undefined, other: () => undefined };
  const files = findFiles(paths, unseen);
  while (files.next().done !== true) {
    all++;
    meter.show(() => `${count(all)} files found`);
  }
  return all;
}
