import { lstatSync, mkdirSync, statSync } from "node:fs";
import { dirname, normalize, sep } from "node:path";
import { InputError, type Problem } from "../terraform/parse";

/** The folders on the way to a path, outermost first: `a`, `a/b` for `a/b/c`. */
function foldersOf(path: string): string[] {
  const steps = normalize(path).split(sep);
  return steps.slice(1).map((_, index) => steps.slice(0, index + 1).join(sep));
}

/**
 * What keeps a file from being written at a path, but for the file that may be there.
 *
 * @throws An error of the file system if there is a file where a folder is needed.
 */
export function problemOnTheWay(path: string): Problem | undefined {
  for (const folder of foldersOf(path)) {
    const there = lstatSync(folder, { throwIfNoEntry: false });
    if (!there) return undefined;
    if (there.isSymbolicLink()) return isLink(folder);
    if (!there.isDirectory()) throw Object.assign(new Error(), { code: "ENOTDIR", path: folder });
  }
  return undefined;
}

export function isLink(path: string): Problem {
  return { path, message: "is a link, and nothing is written where one leads" };
}

/**
 * Does something in the folder that a file belongs in, as the current folder; it is made if it is missing. Each step is taken
 * from within the one before, so that no link leads out, not even one that is created meanwhile.
 */
export function inFolderOf<T>(path: string, work: () => T): T {
  const origin = process.cwd();
  try {
    for (const folder of foldersOf(path)) enter(folder);
    return work();
  } finally {
    process.chdir(origin);
  }
}

/** Does something in a folder that the user named, as the current one; it is created if it is missing. */
export function inFolder<T>(folder: string | undefined, work: () => T): T {
  if (folder === undefined) return work();
  const origin = process.cwd();
  createFolder(folder);
  process.chdir(folder);
  try {
    return work();
  } finally {
    process.chdir(origin);
  }
}

/**
 * Creates a folder, and those above it, unless it is there. Not Node's recursive `mkdirSync`, which never ends where the file system
 * refuses a folder with ENOENT, as `/proc` does.
 *
 * @param mode Who may use what is created.
 */
export function createFolder(folder: string, mode?: number): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = dirname(folder);
  if (above !== folder) createFolder(above, mode);
  mkdirSync(folder, { mode });
}

function enter(folder: string): void {
  const step = folder.slice(folder.lastIndexOf(sep) + 1);
  if (!lstatSync(step, { throwIfNoEntry: false })) mkdirSync(step);
  const seen = lstatSync(step);
  if (!seen.isSymbolicLink()) {
    process.chdir(step);
    const entered = statSync(".");
    if (entered.ino === seen.ino && entered.dev === seen.dev) return;
  }
  throw new InputError("this folder", [isLink(folder)]);
}
