import { type Dirent, type Stats, lstatSync, opendirSync, statSync } from "node:fs";
import { join } from "node:path";
import { reasonOf } from "./reasons";
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

function* inFolder(top: string, unread: Unread): Generator<InputFile> {
  // One after the other, so that one is open at a time however deep they lie.
  const folders = [top];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop())
    for (const entry of entriesOf(folder, unread)) {
      const path = join(folder, entry.name);
      const stats = statsOf(path, unread);
      if (stats?.isDirectory() && !entry.isSymbolicLink()) folders.push(path);
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
    unread.problem(folder, `cannot be listed: ${reasonOf(error as Error)}`);
  } finally {
    directory?.closeSync();
  }
}

function statsOf(path: string, unread: Unread): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    const isLost = (error as NodeJS.ErrnoException).code === "ENOENT";
    // What Node puts in the place of bytes that are no UTF-8, so that the file is not found under that name.
    if (isLost && path.includes("\ufffd")) unread.problem(path, "its name is not in UTF-8: rename it");
    else if (isLost && isThere(path)) unread.problem(path, "a link that leads nowhere");
    else unread.problem(path, reasonOf(error as Error));
    return undefined;
  }
}

/** Whether there is something at a path, be it a link that leads nowhere or something that may not be read. */
export function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    return !["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
  }
}
