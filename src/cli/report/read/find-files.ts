import { type Dirent, type Stats, lstatSync, opendirSync, statSync } from "node:fs";
import { join } from "node:path";
import { reasonOf } from "./read-errors";
import { STANDARD_INPUT } from "./source";

/** A file, as it is read. */
export interface FileToRead {
  readonly path: string;
  /** What people read of it. Unset: its path. */
  readonly name?: string;
}

export interface InputFile extends FileToRead {
  readonly size: number;
  /** Called once it is read. */
  readonly release?: () => void;
}

/** Receives what is not a file to read. */
export interface Skipped {
  problem(path: string, reason: string): void;
  other(path: string, kind: string): void;
}

/**
 * All files in folders and their subfolders, of any name, one at a time: there may be millions. A path may also be a file, a
 * pipe or {@link STANDARD_INPUT}. Links to files are followed; links to folders are not, because they may form a loop.
 */
export function* findFiles(paths: readonly string[], skipped: Skipped): Generator<InputFile> {
  for (const path of paths) {
    const stats = path === STANDARD_INPUT ? undefined : statsOf(path, skipped);
    if (stats?.isDirectory()) yield* inFolder(path, skipped);
    else if (stats !== undefined || path === STANDARD_INPUT) yield { path, size: stats?.size ?? 0 };
  }
}

function* inFolder(top: string, skipped: Skipped): Generator<InputFile> {
  // A list instead of recursion, so that only one folder is open at a time, at any depth.
  const folders = [top];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop())
    for (const entry of entriesOf(folder, skipped)) {
      const path = join(folder, entry.name);
      const stats = statsOf(path, skipped);
      if (stats?.isDirectory() && !entry.isSymbolicLink()) folders.push(path);
      else if (stats?.isFile()) yield { path, size: stats.size };
      else if (stats !== undefined)
        skipped.other(path, stats.isDirectory() ? "links to folders, not followed" : "pipes, sockets and devices");
    }
}

function* entriesOf(folder: string, skipped: Skipped): Generator<Dirent> {
  let directory;
  try {
    directory = opendirSync(folder);
    for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) yield entry;
  } catch (error) {
    skipped.problem(folder, `cannot be listed: ${reasonOf(error as Error)}`);
  } finally {
    directory?.closeSync();
  }
}

function statsOf(path: string, skipped: Skipped): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    const isLost = (error as NodeJS.ErrnoException).code === "ENOENT";
    // Node replaces bytes that are not UTF-8, and then does not find the file under that name.
    if (isLost && path.includes("\ufffd")) skipped.problem(path, "its name is not UTF-8: rename it");
    else if (isLost && isThere(path)) skipped.problem(path, "broken link");
    else skipped.problem(path, reasonOf(error as Error));
    return undefined;
  }
}

/** Whether a path exists, also as a broken link or without permission to read it. */
export function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    return !["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
  }
}
