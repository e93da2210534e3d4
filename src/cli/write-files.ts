import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Files } from "../terraform/module";

/**
 * Writes generated files into a folder, all or nothing: they are laid down beside the folder first, then moved over.
 *
 * @param isGenerated Which files of the folder belong to the generator: those it did not write this time are removed.
 */
export function writeFiles(folder: string, files: Files, isGenerated: (path: string) => boolean): void {
  const draft = `${folder}.new`;
  try {
    for (const [path, content] of files) {
      mkdirSync(dirname(join(draft, path)), { recursive: true });
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(draft, path), content);
    }
    for (const path of files.keys()) renameSync(join(draft, path), join(folder, path));
    for (const path of filesBelow(folder)) if (isGenerated(path) && !files.has(path)) rmSync(join(folder, path));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
