import { closeSync, fstatSync, openSync, readSync } from "node:fs";

export const CHUNK_BYTES = 256 * 1024;

/** The path that means the standard input. */
export const STANDARD_INPUT = "-";

/** An open file, pipe or standard input. */
export class Source {
  /** Of a file; 0 if unknown. */
  readonly size: number;
  /** Whether it can be read more than once. */
  readonly canRewind: boolean;
  private readonly descriptor: number;

  /** @throws NodeJS.ErrnoException */
  constructor(private readonly path: string) {
    this.descriptor = path === STANDARD_INPUT ? 0 : openSync(path, "r");
    const stats = fstatSync(this.descriptor);
    this.canRewind = stats.isFile();
    this.size = this.canRewind ? stats.size : 0;
  }

  /** All bytes in new memory, piece by piece. Bytes added to a file meanwhile are not read: it might never end. */
  *pieces(bytes = CHUNK_BYTES): Generator<Buffer> {
    for (let position = 0; ;) {
      const piece = Buffer.allocUnsafe(bytes);
      const requested = this.canRewind ? Math.min(bytes, this.size - position) : bytes;
      const length = readSync(this.descriptor, piece, 0, requested, this.canRewind ? position : null);
      if (length === 0) return;
      position += length;
      yield piece.subarray(0, length);
    }
  }

  close(): void {
    if (this.path !== STANDARD_INPUT) closeSync(this.descriptor);
  }
}
