import { parentPort, workerData } from "node:worker_threads";
import { Evaluator } from "./count/evaluator";
import { KnownEvents } from "./count/known-events";
import { readFile } from "./read/read-file";
import type { FromWorker, ToWorker, WorkerData } from "./worker-pool";

/** A worker thread of the report: reads the files it receives, and returns its tally at the end. */
const port = parentPort!;
const { detections, memory, inDetail } = workerData as WorkerData;
const evaluator = new Evaluator(detections, new KnownEvents(memory), inDetail);
let lastReport = 0;

port.on("message", (message: ToWorker) => {
  void answer(message);
});

async function answer(message: ToWorker): Promise<void> {
  if (message === "finish") {
    send({ kind: "tally", tally: evaluator.tally });
    port.close();
    return;
  }
  for (const file of message) await readFile(file, evaluator, reportEverySecond);
  send({ kind: "ready", ...progress() });
}

function reportEverySecond(): void {
  if (Date.now() - lastReport < 1000) return;
  lastReport = Date.now();
  send({ kind: "progress", ...progress() });
}

function progress(): { files: number; records: number } {
  const { files, records } = evaluator.tally;
  return { files, records };
}

function send(message: FromWorker): void {
  port.postMessage(message);
}
