import { Worker } from "node:worker_threads";
import { Evaluator, type Watched } from "./evaluator";
import type { InputFile } from "./find-files";
import { KnownEvents } from "./known-events";
import { readFile } from "./read-file";
import { type Tally, emptyTally, merge } from "./tally";

/** What a thread begins with. */
export interface WorkerData {
  readonly detections: readonly Watched[];
  /** Of the {@link KnownEvents}, shared, because each thread may meet the same event. */
  readonly memory: SharedArrayBuffer;
}

/** Files to read, or the end of them. */
export type ToWorker = readonly string[] | "finish";

export type FromWorker =
  ({ readonly kind: "ready" | "progress" } & Progress) | { readonly kind: "tally"; readonly tally: Tally };

/** What was done so far. */
export interface Progress {
  readonly files: number;
  readonly records: number;
}

/** A batch is full at so many files or so many bytes, whichever comes first. */
const BATCH_FILES = 64;
const BATCH_BYTES = 4 * 1024 * 1024;

export interface ThreadOptions {
  readonly threads: number;
  /** The bundle of worker.ts. */
  readonly workerFile: string;
  readonly onProgress: (progress: Progress) => void;
}

/** Evaluates detections over files, on several threads where there is enough to do. */
export async function evaluateFiles(
  files: Iterable<InputFile>,
  detections: readonly Watched[],
  options: ThreadOptions,
): Promise<Tally> {
  const batches = batchesOf(files);
  const first = batches.next().value ?? [];
  const second = batches.next().value;
  // A thread costs more than reading a few files does, and two threads cannot share one file.
  if (second === undefined || options.threads < 2)
    return evaluateHere(chain([first, second ?? []], batches), detections, options.onProgress);
  return evaluateInThreads(chain([first, second], batches), detections, options);
}

async function evaluateHere(
  batches: Iterable<readonly string[]>,
  detections: readonly Watched[],
  onProgress: (progress: Progress) => void,
): Promise<Tally> {
  const evaluator = new Evaluator(detections);
  const { tally } = evaluator;
  const report = (): void => {
    onProgress(tally);
  };
  for (const batch of batches) {
    for (const file of batch) await readFile(file, evaluator, report);
    report();
  }
  return tally;
}

async function evaluateInThreads(
  batches: Iterator<readonly string[]>,
  detections: readonly Watched[],
  { threads, workerFile, onProgress }: ThreadOptions,
): Promise<Tally> {
  const tally = emptyTally(detections.length);
  const progress: Progress[] = [];
  const workerData: WorkerData = {
    detections: detections.map(({ filters, periodSeconds }) => ({ filters, periodSeconds })),
    memory: KnownEvents.allocate(),
  };
  const report = (thread: number, message: Progress): void => {
    progress[thread] = message;
    onProgress(
      progress.reduce((sum, { files, records }) => ({ files: sum.files + files, records: sum.records + records })),
    );
  };
  const workers = Array.from({ length: threads }, () => new Worker(workerFile, { workerData }));
  const runs = workers.map((worker, thread) => {
    const sendNext = (): void => {
      const { value, done } = batches.next();
      worker.postMessage((done === true ? "finish" : value) satisfies ToWorker);
    };
    return new Promise<void>((resolve, reject) => {
      worker.once("error", reject);
      worker.once("exit", (code) => {
        reject(new Error(`a reading thread ended with code ${code}`));
      });
      worker.on("message", (message: FromWorker) => {
        if (message.kind === "tally") {
          merge(tally, message.tally);
          resolve();
          return;
        }
        report(thread, message);
        if (message.kind === "ready") sendNext();
      });
      sendNext();
    });
  });
  try {
    await Promise.all(runs);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return tally;
}

function* batchesOf(files: Iterable<InputFile>): Generator<readonly string[], undefined> {
  let batch: string[] = [];
  let bytes = 0;
  for (const { path, size } of files) {
    batch.push(path);
    bytes += size;
    if (batch.length < BATCH_FILES && bytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

function* chain<Item>(first: Iterable<Item>, rest: Iterable<Item>): Generator<Item> {
  yield* first;
  yield* rest;
}
