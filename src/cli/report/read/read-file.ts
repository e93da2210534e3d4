import { gunzipSync } from "node:zlib";
import type { Evaluator } from "../count/evaluator";
import { RecordSplitter } from "../json-stream/record-splitter";
import { SAMPLE_BYTES, recognise } from "./content";
import type { FileToRead } from "./find-files";
import { gunzip } from "./gunzip";
import { reasonOf } from "./read-errors";
import { RecordUnwrapper } from "./record-unwrapper";
import { Source } from "./source";

/** Files up to this size are read at once, which is many times faster for the few kB of CloudTrail's files. */
const SMALL_FILE_BYTES = 2 * 1024 * 1024;

/** The most that a small file may decompress to; a larger one is read piece by piece. */
const SMALL_CONTENT_BYTES = 32 * 1024 * 1024;

/**
 * Evaluates the records of a file, gzipped or not. Problems are recorded in the tally, never thrown.
 *
 * @param onProgress called for every piece of a long file
 */
export async function readFile(
  { path, name = path }: FileToRead,
  evaluator: Evaluator,
  onProgress: () => void = () => undefined,
): Promise<void> {
  evaluator.file = name;
  evaluator.tally.files++;
  const reading = new Reading(evaluator);
  let source: Source | undefined;
  try {
    source = new Source(path);
    const content = readSmall(source);
    if (content !== undefined) reading.push(content);
    else
      for await (const chunk of contentOf(source)) {
        if (!reading.push(chunk)) break;
        onProgress();
      }
    reading.end();
  } catch (error) {
    // A defect of ours is not a problem of the input.
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    reading.fail(reasonOf(error as Error));
  } finally {
    source?.close();
  }
}

/** The reading of one file, whose beginning decides how the rest is read. */
class Reading {
  private readonly sink: RecordUnwrapper;
  private sample: Buffer | undefined = Buffer.alloc(0);
  private splitter: RecordSplitter | undefined;
  private decoder: InstanceType<typeof TextDecoder> | undefined;
  private isText = false;

  constructor(evaluator: Evaluator) {
    this.sink = new RecordUnwrapper(evaluator);
  }

  /** Returns whether the rest of the file is needed. */
  push(chunk: Buffer): boolean {
    if (this.sample === undefined) {
      this.split(chunk);
      return this.splitter !== undefined;
    }
    this.sample = this.sample.length === 0 ? chunk : Buffer.concat([this.sample, chunk]);
    return this.sample.length < SAMPLE_BYTES || this.begin(this.sample);
  }

  end(): void {
    if (this.sample !== undefined) this.begin(this.sample);
    if (this.decoder !== undefined) this.splitter?.push(Buffer.from(this.decoder.decode()));
    this.splitter?.end();
    this.sink.finish(this.isText);
  }

  /** Ends after a failure; what was read so far counts. */
  fail(reason: string): void {
    if (this.sample !== undefined && this.sample.length > 0) this.begin(this.sample);
    this.sink.problem(reason);
    this.sink.finish();
  }

  private begin(sample: Buffer): boolean {
    this.sample = undefined;
    const content = recognise(sample.subarray(0, SAMPLE_BYTES));
    if (content.kind === "other") {
      this.sink.add(content.name, 0);
      return false;
    }
    this.isText = content.kind === "text";
    this.splitter = new RecordSplitter(this.sink, { isStamped: content.isStamped });
    if (content.encoding !== "utf-8") this.decoder = new TextDecoder(content.encoding);
    this.split(sample);
    return true;
  }

  private split(chunk: Buffer): void {
    const bytes = this.decoder === undefined ? chunk : Buffer.from(this.decoder.decode(chunk, { stream: true }));
    this.splitter?.push(bytes);
  }
}

/** The content of a small file; undefined if it has to be read piece by piece. */
function readSmall(source: Source): Buffer | undefined {
  if (!source.canRewind || source.size > SMALL_FILE_BYTES) return undefined;
  const content = source.pieces(source.size).next().value ?? Buffer.alloc(0);
  if (!isGzip(content)) return content;
  try {
    return gunzipSync(content, { maxOutputLength: SMALL_CONTENT_BYTES, chunkSize: contentSize(content) });
  } catch {
    // Too large, or damaged: piece by piece, everything before the damage is read.
    return undefined;
  }
}

/** The size of the content by the end of a gzip file, as a hint: one piece of memory instead of many. */
function contentSize(content: Buffer): number {
  const stated = content.length < 4 ? 0 : content.readUInt32LE(content.length - 4);
  return Math.min(Math.max(stated, 4096), SMALL_CONTENT_BYTES);
}

function contentOf(source: Source): AsyncIterable<Buffer> | Iterable<Buffer> {
  const pieces = source.pieces();
  const first = pieces.next().value ?? Buffer.alloc(0);
  const all = {
    canRewind: source.canRewind,
    pieces: () => (source.canRewind ? source.pieces() : chain(first, pieces)),
  };
  return isGzip(first) ? gunzip(all) : all.pieces();
}

function* chain(first: Buffer, rest: Iterable<Buffer>): Generator<Buffer> {
  yield first;
  yield* rest;
}

/** By content, because tools that download from S3 may decompress a file and keep its name. */
function isGzip(content: Buffer): boolean {
  return content[0] === 0x1f && content[1] === 0x8b;
}
