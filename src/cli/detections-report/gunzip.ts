import { createGunzip } from "node:zlib";
import { CHUNK_BYTES } from "./source";

/** Packed data, which can be read again where it is a file. */
export interface Packed {
  readonly canRewind: boolean;
  readonly pieces: () => Iterable<Buffer>;
}

/** Sizes of the pieces that zlib is given, in the attempts to find the byte where a file is damaged. */
const PIECE_BYTES = [CHUNK_BYTES, 4096, 64, 1] as const;

/**
 * What a gzip file unpacks to, piece by piece. Where the file is damaged everything before that is given all the same: zlib
 * gives nothing of the piece in which it fails, so that the file is read again in ever smaller pieces from there on.
 *
 * @throws the error of zlib after all that could be unpacked
 */
export async function* gunzip({ canRewind, pieces }: Packed): AsyncGenerator<Buffer> {
  let given = 0;
  /** Packed bytes that are known to be sound. */
  let sound = 0;
  for (const size of PIECE_BYTES) {
    let position = 0;
    let isEnd = false;
    const smaller = function* (): Generator<Buffer> {
      for (const piece of pieces())
        for (let at = 0; at < piece.length;) {
          const length = Math.min(position < sound ? sound - position : size, piece.length - at);
          yield piece.subarray(at, at + length);
          at += length;
          position += length;
        }
      isEnd = true;
    };
    try {
      let unpacked = 0;
      for await (const chunk of unpack(smaller())) {
        unpacked += chunk.length;
        const fresh = Math.min(unpacked - given, chunk.length);
        if (fresh <= 0) continue;
        given += fresh;
        yield chunk.subarray(chunk.length - fresh);
      }
      return;
    } catch (error) {
      // At the end nothing is kept back.
      if (isEnd || !canRewind || size === 1) throw error;
      sound = position;
    }
  }
}

async function* unpack(pieces: Iterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  const unpacked: Buffer[] = [];
  gunzip.on("data", (chunk: Buffer) => unpacked.push(chunk));
  const failure = new Promise<never>((_, reject) => gunzip.once("error", reject));
  const end = new Promise<void>((resolve) => gunzip.once("end", resolve));
  failure.catch(() => undefined);
  try {
    for (const piece of pieces) {
      await Promise.race([failure, new Promise((resolve) => gunzip.write(piece, resolve))]);
      yield* unpacked.splice(0);
    }
    gunzip.end();
    await Promise.race([failure, end]);
    yield* unpacked.splice(0);
  } finally {
    gunzip.destroy();
  }
}
