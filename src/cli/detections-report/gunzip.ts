import { createGunzip } from "node:zlib";
import { CHUNK_BYTES } from "./source";

/** Packed data, which can be read again where it is a file. */
export interface Packed {
  readonly canRewind: boolean;
  readonly pieces: () => Iterable<Buffer>;
}

/**
 * What a gzip file unpacks to, piece by piece. Where the file is damaged or ends too early everything before that is given
 * all the same: zlib gives nothing of the piece in which it fails, so that the file is read again with single bytes there.
 *
 * @throws the error of zlib after all that could be unpacked
 */
export async function* gunzip(source: Packed): AsyncGenerator<Buffer> {
  let given = 0;
  let damage: { readonly piece: number } | undefined;
  for (;;) {
    let piece = 0;
    let unpacked = 0;
    const pieces = function* (): Generator<Buffer> {
      for (const bytes of source.pieces()) {
        if (piece === damage?.piece) for (let i = 0; i < bytes.length; i++) yield bytes.subarray(i, i + 1);
        else yield bytes;
        piece++;
      }
      piece = Infinity;
    };
    try {
      for await (const chunk of unpack(pieces())) {
        unpacked += chunk.length;
        const fresh = Math.min(unpacked - given, chunk.length);
        if (fresh <= 0) continue;
        given += fresh;
        yield chunk.subarray(chunk.length - fresh);
      }
      return;
    } catch (error) {
      if (damage !== undefined || piece === Infinity || !source.canRewind) throw error;
      damage = { piece };
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
