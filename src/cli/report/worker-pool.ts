import { Worker } from "node:worker_threads";
import { Evaluator, type DetectionFilters } from "./count/evaluator";
import { KnownEvents } from "./count/known-events";
import { type Tally, emptyTally, merge } from "./count/tally";
import type { FileToRead, InputFile } from "./read/find-files";
import { readFile } from "./read/read-file";

/** What a worker starts with. */
export interface WorkerData {
  readonly detections: readonly DetectionFilters[];
  /** Of the {@link KnownEvents}, shared, because every worker may read the same event. */
  readonly memory: SharedArrayBuffer;
  readonly inDetail: boolean;
}

/** Files to read, or the end of them. */
export type ToWorker = readonly FileToRead[] | "finish";

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
  /** Ends the reading, with its reason as the error. */
  readonly signal?: AbortSignal;
}

/**
 * Evaluates detections over files, on several threads if there are enough files. Of files that come one by one none is read in this
 * thread, which gets them meanwhile.
 */
export async function evaluateFiles(
  files: Iterable<InputFile> | AsyncIterable<InputFile>,
  detections: readonly DetectionFilters[],
  options: WorkerPoolOptions,
): Promise<Tally> {
  if (Symbol.asyncIterator in files) {
    const batches = batchesAsTheyCome(files);
    return evaluateInWorkers(batches, detections, options).finally(() => batches.return(undefined));
  }
  const batches = batchesOf(files);
  const first = Array.from({ length: FEW_BATCHES + 1 }, () => batches.next().value ?? []);
  // Threads cannot share one file.
  const evaluate = options.threads < 2 || first[FEW_BATCHES]!.length === 0 ? evaluateHere : evaluateInWorkers;
  return evaluate(chain(first, batches), detections, options);
}

async function evaluateHere(
  batches: Iterable<readonly InputFile[]>,
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
  batches: Iterator<readonly InputFile[]> | AsyncIterator<readonly InputFile[]>,
  detections: readonly DetectionFilters[],
  { threads, workerFile, inDetail, onProgress, signal }: WorkerPoolOptions,
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
    let batch: readonly InputFile[] = [];
    const sendNext = async (): Promise<void> => {
      for (const { release } of batch) release?.();
      const { value, done } = await batches.next();
      batch = done === true ? [] : value;
      const files = batch.map(({ path, name }) => ({ path, ...(name !== undefined && { name }) }));
      worker.postMessage((done === true ? "finish" : files) satisfies ToWorker);
    };
    return new Promise<void>((resolve, reject) => {
      signal?.addEventListener("abort", () => {
        reject(signal.reason as Error);
      });
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
        if (message.kind === "ready") sendNext().catch(reject);
      });
      sendNext().catch(reject);
    });
  });
  try {
    await Promise.all(runs);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return tally;
}

function* batchesOf(files: Iterable<InputFile>): Generator<readonly InputFile[], undefined> {
  const batch = new Batch();
  for (const file of files) if (batch.add(file)) yield batch.take();
  if (!batch.isEmpty) yield batch.take();
}

async function* batchesAsTheyCome(files: AsyncIterable<InputFile>): AsyncGenerator<readonly InputFile[], undefined> {
  const batch = new Batch();
  for await (const file of files) if (batch.add(file)) yield batch.take();
  if (!batch.isEmpty) yield batch.take();
}

/** Files that a thread gets together. */
class Batch {
  private files: InputFile[] = [];
  private bytes = 0;

  get isEmpty(): boolean {
    return this.files.length === 0;
  }

  /** Returns whether it is full. */
  add(file: InputFile): boolean {
    this.files.push(file);
    this.bytes += file.size;
    return this.files.length >= BATCH_FILES || this.bytes >= BATCH_BYTES;
  }

  take(): readonly InputFile[] {
    const { files } = this;
    this.files = [];
    this.bytes = 0;
    return files;
  }
}

function* chain<Item>(first: Iterable<Item>, rest: Iterable<Item>): Generator<Item> {
  yield* first;
  yield* rest;
}
