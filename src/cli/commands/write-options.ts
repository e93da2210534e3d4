import { InvalidArgumentError, Option } from "commander";

export interface WriteOptions {
  /** Folder to write into. @default - the current one */
  readonly out?: string;
  /** Whether files are replaced that this program did not write, or that were changed since. @default - no, and no command offers it */
  readonly force?: boolean;
}

export const out = () =>
  new Option("--out <folder>", "Write into this folder instead of the current one.").argParser((folder: string) => {
    if (folder === "") throw new InvalidArgumentError("It names no folder.");
    return folder;
  });

export const force = () =>
  new Option("--force", "Replace files that this program did not write, or that were changed since.").default(false);
