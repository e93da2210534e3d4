import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Files } from "../terraform/module";

/**
 * Writes generated files like {@link layDown}. Generated files of the module that are no longer part of it are removed.
 *
 * @throws A file system error whose `path` is the file that could not be written.
 */
export function writeFiles(files: Files): void {
  layDown(files);
  for (const path of moduleFilesOnDisk()) if (!files.has(path)) rmSync(path);
}

/**
 * Writes files, all or nothing: each is laid down beside its place first, then all are moved there.
 *
 * @throws A file system error whose `path` is the file that could not be written.
 */
export function layDown(files: Files): void {
  const drafts = [...files.keys()].map((path) => ({ path, draft: `${path}.new` }));
  try {
    for (const { path, draft } of drafts) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(draft, files.get(path)!);
    }
    for (const { path, draft } of drafts) renameSync(draft, path);
  } finally {
    for (const { draft } of drafts) rmSync(draft, { force: true });
  }
}

function moduleFilesOnDisk(): string[] {
  if (!existsSync("module")) return [];
  return readdirSync("module", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".tf.json") || /^modules.*README\.md$/.test(path))
    .map((path) => join("module", path));
}
