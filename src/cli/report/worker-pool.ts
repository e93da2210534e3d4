import { Worker } from "node:worker_threads";
import { Evaluator, type DetectionFilters } from "./count/evaluator";
import { KnownEvents } from "./count/known-events";
import { type Tally, emptyTally, merge } from "./count/tally";
import type { InputFile } from "./read/find-files";
import { readFile } from "./read/read-file";

/** What a worker starts with. */
export interface WorkerData {
  readonly detections: readonly DetectionFilters[];
  /** Of the {@link KnownEvents}, shared, because every worker may read the same event. */
  readonly memory: SharedArrayBuffer;
  readonly inDetail: boolean;
}

/** Files to read, or the end of them. */
export type ToWorker = readonly string[] | "finish";

export type FromWorker =
  ({ readonly kind: "ready" | "progress" } & Progress) | { readonly kind: "tally"; readonly tally: Tally };

/** What has been read so far. */
export interface Progress {
  readonly files: number;
  readonly records: number;
}

/** A batch ends at this many files or bytes, whichever comes first: small, so that all threads end at about the same time. */
const BATCH_FILES = 16;
const BATCH_BYTES = 1024 * 1024;

/** Up to so many batches take less time than the start of a thread. */
const FEW_BATCHES = 4;

export interface WorkerPoolOptions {
  readonly threads: number;
  /** The bundle of worker.ts. */
  readonly workerFile: string;
  /** Whether sources and the time span are counted as well. */
  readonly inDetail: boolean;
  readonly onProgress: (progress: Progress) => void;
}

/** Evaluates detections over files, on several threads if there are enough files. */
export async function evaluateFiles(
  files: Iterable<InputFile>,
  detections: readonly DetectionFilters[],
  options: WorkerPoolOptions,
): Promise<Tally> {
  const batches = batchesOf(files);
  const first = Array.from({ length: FEW_BATCHES + 1 }, () => batches.next().value ?? []);
  // Threads cannot share one file.
  const evaluate = options.threads < 2 || first[FEW_BATCHES]!.length === 0 ? evaluateHere : evaluateInWorkers;
  return evaluate(chain(first, batches), detections, options);
}

async function evaluateHere(
  batches: Iterable<readonly string[]>,
  detections: readonly DetectionFilters[],
  { inDetail, onProgress }: WorkerPoolOptions,
): Promise<Tally> {
  const evaluator = new Evaluator(detections, new KnownEvents(), inDetail);
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

async function evaluateInWorkers(
  batches: Iterator<readonly string[]>,
  detections: readonly DetectionFilters[],
  { threads, workerFile, inDetail, onProgress }: WorkerPoolOptions,
): Promise<Tally> {
  const tally = emptyTally(detections.length);
  const progress: Progress[] = [];
  const workerData: WorkerData = {
    detections: detections.map(({ filters, uncounted, periodSeconds }) => ({ filters, uncounted, periodSeconds })),
    memory: KnownEvents.allocate(),
    inDetail,
  };
  const report = (worker: number, message: Progress): void => {
    progress[worker] = message;
    onProgress(
      progress.reduce((sum, { files, records }) => ({ files: sum.files + files, records: sum.records + records })),
    );
  };
  const workers = Array.from({ length: threads }, () => new Worker(workerFile, { workerData }));
  const runs = workers.map((worker, index) => {
    const sendNext = (): void => {
      const { value, done } = batches.next();
      worker.postMessage((done === true ? "finish" : value) satisfies ToWorker);
    };
    return new Promise<void>((resolve, reject) => {
      worker.once("error", reject);
      worker.once("exit", (code) => {
        reject(new Error(`a worker thread ended with code ${code}`));
      });
      worker.on("message", (message: FromWorker) => {
        if (message.kind === "tally") {
          merge(tally, message.tally);
          resolve();
          return;
        }
        report(index, message);
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
