import { opendirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "./tally";

export interface InputFile {
  readonly path: string;
  readonly size: number;
}

/**
 * The `.json` and `.json.gz` files in folders and the folders in them, one at a time: there may be millions. A file may
 * also be given itself, whatever it is called. Digests, which CloudTrail puts beside its logs, hold no events and are left
 * out. Links to folders are not followed.
 */
export function* findFiles(paths: readonly string[], onProblem: (problem: Problem) => void): Generator<InputFile> {
  for (const path of paths) {
    const stats = statSync(path);
    if (stats.isDirectory()) yield* inFolder(path, onProblem);
    else yield { path, size: stats.size };
  }
}

function* inFolder(folder: string, onProblem: (problem: Problem) => void): Generator<InputFile> {
  let directory;
  try {
    directory = opendirSync(folder);
  } catch (error) {
    onProblem({ file: folder, reason: `cannot be listed: ${(error as Error).message}` });
    return;
  }
  try {
    for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== "CloudTrail-Digest") yield* inFolder(path, onProblem);
      } else if (/\.json(\.gz)?$/.test(entry.name)) {
        const stats = statSync(path, { throwIfNoEntry: false });
        if (stats?.isFile()) yield { path, size: stats.size };
        else if (!stats?.isDirectory()) onProblem({ file: path, reason: "not a file" });
      }
    }
  } finally {
    directory.closeSync();
  }
}
