import { createReadStream, openSync, readSync, closeSync, fstatSync } from "node:fs";
import { createGunzip, gunzipSync } from "node:zlib";
import type { Evaluator } from "./evaluator";
import type { RawRecord } from "./record-sink";
import { RecordSplitter } from "./record-splitter";

/** Files up to this size are read at once, which is many times faster for the few kB that CloudTrail delivers. */
const SMALL_FILE_BYTES = 2 * 1024 * 1024;

/** What a small file may unpack to; beyond it is unpacked piece by piece. */
const SMALL_UNPACKED_BYTES = 32 * 1024 * 1024;

const CHUNK_BYTES = 256 * 1024;

/** Problems reported of one file; a file that is not JSON at all would have one in every line. */
const MAX_PROBLEMS_PER_FILE = 10;

/**
 * Evaluates the records of a file, gzipped or not. Whatever cannot be read is noted in the tally, never thrown.
 *
 * @param onProgress called now and then while a long file is read
 */
export async function readFile(
  file: string,
  evaluator: Evaluator,
  onProgress: () => void = () => undefined,
): Promise<void> {
  evaluator.file = file;
  evaluator.tally.files++;
  const sink = new FileSink(evaluator);
  const splitter = new RecordSplitter(sink);
  try {
    const content = readSmall(file);
    if (content !== undefined) splitter.push(content);
    else
      for await (const chunk of stream(file)) {
        splitter.push(chunk);
        onProgress();
      }
    splitter.end();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // A defect of ours is not a problem of the input.
    if (code === undefined) throw error;
    evaluator.problem(reasons[code] ?? message);
  }
  sink.finish();
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  ENOENT: "no longer there",
  Z_BUF_ERROR: "gzip data ends too early",
  Z_DATA_ERROR: "gzip data is damaged",
};

/** Passes on what is found, but not more than a few problems. */
class FileSink {
  private problems = 0;

  constructor(private readonly evaluator: Evaluator) {}

  record(record: RawRecord, number: number): void {
    this.evaluator.record(record, number);
  }

  problem(reason: string, number?: number): void {
    if (++this.problems <= MAX_PROBLEMS_PER_FILE) this.evaluator.problem(reason, number);
  }

  finish(): void {
    const more = this.problems - MAX_PROBLEMS_PER_FILE;
    if (more > 0) this.evaluator.problem(`${more} more problems in this file`);
  }
}

/** The unpacked content of a small file; undefined for one that had better be read piece by piece. */
function readSmall(file: string): Buffer | undefined {
  const descriptor = openSync(file, "r");
  try {
    const { size } = fstatSync(descriptor);
    if (size > SMALL_FILE_BYTES) return undefined;
    const bytes = Buffer.allocUnsafe(size);
    const content = bytes.subarray(0, readSync(descriptor, bytes, 0, size, 0));
    if (!isGzip(content)) return content;
    try {
      return gunzipSync(content, { maxOutputLength: SMALL_UNPACKED_BYTES, chunkSize: unpackedSize(content) });
    } catch {
      // Too large unpacked, or damaged: piece by piece, what comes before the damage is read.
      return undefined;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** What the end of a gzip file says of its unpacked size, as a hint: one piece of memory instead of many. */
function unpackedSize(content: Buffer): number {
  const said = content.length < 4 ? 0 : content.readUInt32LE(content.length - 4);
  return Math.min(Math.max(said, 4096), SMALL_UNPACKED_BYTES);
}

async function* stream(file: string): AsyncGenerator<Buffer> {
  const source = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  try {
    const packed = startsLikeGzip(file);
    const chunks = packed ? source.pipe(createGunzip({ chunkSize: CHUNK_BYTES })) : source;
    source.on("error", (error) => chunks.destroy(error));
    for await (const chunk of chunks) yield chunk as Buffer;
  } finally {
    source.destroy();
  }
}

function startsLikeGzip(file: string): boolean {
  const descriptor = openSync(file, "r");
  try {
    const start = Buffer.alloc(2);
    readSync(descriptor, start, 0, 2, 0);
    return isGzip(start);
  } finally {
    closeSync(descriptor);
  }
}

/** By content, because tools that fetch from S3 may unpack a file and keep its name. */
function isGzip(content: Buffer): boolean {
  return content[0] === 0x1f && content[1] === 0x8b;
}
