import { gunzipSync } from "node:zlib";
import { SAMPLE_BYTES, recognise } from "./content";
import type { Evaluator } from "./evaluator";
import { FileSink } from "./file-sink";
import { gunzip } from "./gunzip";
import { reasonOf } from "./reasons";
import { RecordSplitter } from "./record-splitter";
import { Source } from "./source";

/** Files up to this size are read at once, which is many times faster for the few kB that CloudTrail delivers. */
const SMALL_FILE_BYTES = 2 * 1024 * 1024;

/** What a small file may unpack to; beyond it is unpacked piece by piece. */
const SMALL_UNPACKED_BYTES = 32 * 1024 * 1024;

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
  const reading = new Reading(evaluator);
  let source: Source | undefined;
  try {
    source = new Source(file);
    const content = readSmall(source);
    if (content !== undefined) reading.push(content);
    else
      for await (const chunk of unpacked(source)) {
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

/** One file on its way: its beginning decides how the rest is read. */
class Reading {
  private readonly sink: FileSink;
  private sample: Buffer | undefined = Buffer.alloc(0);
  private splitter: RecordSplitter | undefined;
  private decoder: InstanceType<typeof TextDecoder> | undefined;
  private isText = false;

  constructor(evaluator: Evaluator) {
    this.sink = new FileSink(evaluator);
  }

  /** Returns whether more is wanted. */
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

  /** Ends with what could be read so far. */
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

/** The unpacked content of a small file; undefined for one that had better be read piece by piece. */
function readSmall(source: Source): Buffer | undefined {
  if (!source.canRewind || source.size > SMALL_FILE_BYTES) return undefined;
  const content = source.pieces(source.size).next().value ?? Buffer.alloc(0);
  if (!isGzip(content)) return content;
  try {
    return gunzipSync(content, { maxOutputLength: SMALL_UNPACKED_BYTES, chunkSize: unpackedSize(content) });
  } catch {
    // Too large unpacked, or damaged: piece by piece, what comes before the damage is read.
    return undefined;
  }
}

/** What the end of a gzip file says of its unpacked size, as a hint: one piece of memory instead of many. */
function unpackedSize(content: Buffer): number {
  const said = content.length < 4 ? 0 : content.readUInt32LE(content.length - 4);
  return Math.min(Math.max(said, 4096), SMALL_UNPACKED_BYTES);
}

function unpacked(source: Source): AsyncIterable<Buffer> | Iterable<Buffer> {
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

/** By content, because tools that fetch from S3 may unpack a file and keep its name. */
function isGzip(content: Buffer): boolean {
  return content[0] === 0x1f && content[1] === 0x8b;
}
