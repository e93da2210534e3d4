import { createGunzip } from "node:zlib";
import { CHUNK_BYTES } from "./source";

/** Compressed data, which can be read again where it is a file. */
export interface Compressed {
  readonly canRewind: boolean;
  readonly pieces: () => Iterable<Buffer>;
}

/** Sizes of the pieces that zlib gets, in the attempts to find the byte where a file is damaged. */
const PIECE_BYTES = [CHUNK_BYTES, 4096, 64, 1] as const;

/**
 * The content of a gzip file, piece by piece. Of a damaged file this is everything before the damage: zlib returns nothing of
 * the piece in which it fails, so the file is read again in ever smaller pieces from there on.
 *
 * @throws the error of zlib, after everything before the damage
 */
export async function* gunzip({ canRewind, pieces }: Compressed): AsyncGenerator<Buffer> {
  let returned = 0;
  /** Compressed bytes that are known to be undamaged. */
  let intact = 0;
  for (const size of PIECE_BYTES) {
    let position = 0;
    let isEnd = false;
    const smaller = function* (): Generator<Buffer> {
      for (const piece of pieces())
        for (let at = 0; at < piece.length;) {
          const length = Math.min(position < intact ? intact - position : size, piece.length - at);
          yield piece.subarray(at, at + length);
          at += length;
          position += length;
        }
      isEnd = true;
    };
    try {
      let decompressed = 0;
      for await (const chunk of decompress(smaller())) {
        decompressed += chunk.length;
        const fresh = Math.min(decompressed - returned, chunk.length);
        if (fresh <= 0) continue;
        returned += fresh;
        yield chunk.subarray(chunk.length - fresh);
      }
      return;
    } catch (error) {
      // At the end zlib has returned everything.
      if (isEnd || !canRewind || size === 1) throw error;
      intact = position;
    }
  }
}

async function* decompress(pieces: Iterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  const chunks: Buffer[] = [];
  gunzip.on("data", (chunk: Buffer) => chunks.push(chunk));
  const failure = new Promise<never>((_, reject) => gunzip.once("error", reject));
  const end = new Promise<void>((resolve) => gunzip.once("end", resolve));
  failure.catch(() => undefined);
  try {
    for (const piece of pieces) {
      await Promise.race([failure, new Promise((resolve) => gunzip.write(piece, resolve))]);
      yield* chunks.splice(0);
    }
    gunzip.end();
    await Promise.race([failure, end]);
    yield* chunks.splice(0);
  } finally {
    gunzip.destroy();
  }
}
