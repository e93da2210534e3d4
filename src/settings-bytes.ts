import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

/** The limit for a settings file: a thousand rules and as many detections take 800 kB. */
const mostBytes = 1024 * 1024;

/** How long to wait for a pipe, in milliseconds. */
const patience = 10_000;

/**
 * All bytes of a file, a pipe or a device, or a message about what is wrong with it. Reading always ends.
 *
 * @throws A file system error.
 */
export function readBytes(path: string, wait = patience): Buffer | string {
  // Opening or reading a pipe that nobody writes to would never return.
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    const content = Buffer.alloc(mostBytes + 1);
    const end = Date.now() + wait;
    let length = 0;
    for (;;) {
      const more = readSome(descriptor, content.subarray(length));
      length += more ?? 0;
      if (length > mostBytes) {
        return `has ${stats.isFile() ? stats.size : "more"} bytes; at most ${mostBytes} are allowed`;
      }
      // A pipe that has no writer yet is at its end as well.
      if (more === 0 && (length > 0 || !stats.isFIFO())) return content.subarray(0, length);
      if (more) continue;
      if (Date.now() > end) return `returned ${length} bytes in ${wait / 1000} s, and did not end`;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  } finally {
    closeSync(descriptor);
  }
}

/** The number of bytes; undefined if some may come later. */
function readSome(descriptor: number, into: Buffer): number | undefined {
  try {
    return readSync(descriptor, into);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    return undefined;
  }
}
