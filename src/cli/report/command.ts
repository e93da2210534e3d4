import { availableParallelism } from "node:os";
import { join } from "node:path";
import { detections as catalogue } from "../../detections";
import { inLine } from "../../terraform/text/visible";
import type { ExitCode, Streams } from "../command-line";
import { untilInterrupted } from "../interruption";
import { ProgressLine, timeLeft } from "../progress-line";
import { Stop } from "../stop";
import { addOther, addProblem, emptyTally, merge } from "./count/tally";
import { count } from "./print/counted";
import { renderJson, renderProblems, renderReport } from "./print/render";
import { findFiles, isThere, type InputFile } from "./read/find-files";
import type { RemoteFiles } from "./read/remote-files";
import { STANDARD_INPUT } from "./read/source";
import { rulesIn, type Reported } from "./rules";
import { evaluateFiles, type Progress } from "./worker-pool";

/** Options of the command, as commander names them. */
export interface ReportOptions {
  readonly json?: boolean;
  readonly html?: string;
  /** Files with Sigma rules, and folders with such files. */
  readonly rules?: readonly string[];
}

/** What the report reads besides files that are here; and, for tests, by what. */
export interface ReportWith {
  readonly detections?: readonly Reported[];
  readonly threads?: number;
  /** The built worker.ts, in the folder of the built file that this one is part of. */
  readonly workerFile?: string;
  readonly remote?: RemoteFiles;
}

/**
 * Reports what the detections find.
 *
 * @param paths Folders and files.
 * @returns The exit code: 2 if some input could not be read, or held no record.
 * @throws {@link Stop} If a path does not exist, or remote files cannot be read or are not wanted any more.
 */
export async function report(
  paths: readonly string[],
  { json = false, html, rules: ruleFiles = [] }: ReportOptions,
  { stdout, stderr, terminal }: Pick<Streams, "stdout" | "stderr" | "terminal">,
  {
    detections: own = catalogue,
    threads = availableParallelism(),
    workerFile = join(__dirname, "worker.js"),
    remote,
  }: ReportWith = {},
): Promise<ExitCode> {
  const missing = paths.filter((path) => path !== STANDARD_INPUT && !isThere(path));
  if (missing.length > 0) throw new Stop(`not found: ${missing.map(inLine).join(", ")}`);
  const { rules, problems, notes } = rulesIn(ruleFiles);
  const detections = [...own, ...rules];
  // It loads cdktf.
  const page = html === undefined ? undefined : { file: html, ...(await import("../write-page")) };
  page?.checkPage("--html", page.file);
  const found = emptyTally(detections.length);
  for (const one of problems) addProblem(found, one);
  const problem = (file: string, reason: string) => {
    addProblem(found, { file, reason });
  };
  const other = (files: number) => (example: string, kind: string) => {
    addOther(found, kind, { files, objects: 0, example });
  };
  const local = findFiles(paths, { problem, other: other(1) });
  const meter = new ProgressLine(terminal);
  const here = terminal.isTTY ? countFiles(paths, meter) : undefined;
  const started = Date.now();
  let progress: Progress = { files: 0, records: 0 };
  const show = () => {
    meter.show(() => lineOf(progress, Date.now() - started, remote ? remote.total && remote.total + here! : here));
  };
  const evaluate = (files: Iterable<InputFile> | AsyncIterable<InputFile>, signal?: AbortSignal) =>
    evaluateFiles(files, detections, {
      threads,
      workerFile,
      inDetail: html !== undefined,
      onProgress: (now) => {
        progress = now;
        show();
      },
      ...(signal && { signal }),
    });
  const evaluateWith = (remote: RemoteFiles) =>
    untilInterrupted(async (signal) => {
      // What is elsewhere first: it may fail at once.
      const how = {
        skipped: { problem, other: other(0) },
        isCounted: terminal.isTTY === true,
        signal,
        onProgress: show,
      };
      return evaluate(chain(remote.read(how), local), signal).catch((error: unknown) => {
        throw signal.aborted ? new Stop(`Interrupted. ${remote.afterwards}`) : error;
      });
    });
  const tally = await (remote ? evaluateWith(remote) : evaluate(local)).finally(() => {
    meter.clear();
    remote?.close();
  });
  merge(tally, found);
  // Threads find problems in any order.
  tally.problems.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  stdout.write(json ? renderJson(detections, tally) : renderReport(detections, tally));
  stderr.write([...notes, ...(remote?.notes ?? [])].map((note) => `${note}\n`).join("") + renderProblems(tally));
  if (page !== undefined) {
    const { renderHtml } = await import("./page/render-html");
    await page.writePage("--html", page.file, renderHtml(detections, tally));
  }
  return tally.problemCount > 0 || tally.records === 0 ? 2 : 0;
}

/** @param all How many files there are; undefined if that is unknown. */
function lineOf({ files, records }: Progress, elapsed: number, all: number | undefined): string {
  const rate = count(Math.round(records / (elapsed / 1000)));
  const part = all === undefined ? "" : ` of ${count(all)}`;
  const left = all ? timeLeft(elapsed, files / all) : "";
  return `${count(files)}${part} files, ${count(records)} records, ${rate} a second${left}`;
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

async function* chain<Item>(first: AsyncIterable<Item>, rest: Iterable<Item>): AsyncGenerator<Item> {
  yield* first;
  yield* rest;
}
