import { type Dirent, type Stats, opendirSync, statSync } from "node:fs";
import { join } from "node:path";
import { STANDARD_INPUT } from "./source";

export interface InputFile {
  readonly path: string;
  readonly size: number;
}

/** Told of what is no file to read. */
export interface Unread {
  problem(path: string, reason: string): void;
  other(path: string, kind: string): void;
}

/**
 * All files in folders and the folders in them, whatever they are called, one at a time: there may be millions. A file, a
 * pipe or {@link STANDARD_INPUT} may also be given itself. Links to files are followed; links to folders are not, because
 * they may lead in a circle.
 */
export function* findFiles(paths: readonly string[], unread: Unread): Generator<InputFile> {
  for (const path of paths) {
    const stats = path === STANDARD_INPUT ? undefined : statsOf(path, unread);
    if (stats?.isDirectory()) yield* inFolder(path, unread);
    else if (stats !== undefined || path === STANDARD_INPUT) yield { path, size: stats?.size ?? 0 };
  }
}

function* inFolder(folder: string, unread: Unread): Generator<InputFile> {
  for (const entry of entriesOf(folder, unread)) {
    const path = join(folder, entry.name);
    const stats = statsOf(path, unread);
    if (stats?.isDirectory() && !entry.isSymbolicLink()) yield* inFolder(path, unread);
    else if (stats?.isFile()) yield { path, size: stats.size };
    else if (stats !== undefined)
      unread.other(path, stats.isDirectory() ? "links to folders, not followed" : "pipes, sockets and devices");
  }
}

function* entriesOf(folder: string, unread: Unread): Generator<Dirent> {
  let directory;
  try {
    directory = opendirSync(folder);
    for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) yield entry;
  } catch (error) {
    unread.problem(folder, `cannot be listed: ${(error as Error).message}`);
  } finally {
    directory?.closeSync();
  }
}

function statsOf(path: string, unread: Unread): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    unread.problem(path, code === "ENOENT" ? "a link that leads nowhere" : message);
    return undefined;
  }
}
