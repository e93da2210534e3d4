import { inspect } from "node:util";
import { InputError } from "../terraform/schema";
import { inLine } from "../terraform/text/visible";
import { stderr } from "./output";

/** Runs a command: what the user can mend is told in a sentence, and the exit code is 1. */
export async function run(command: () => void | Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    process.exitCode = 1;
    stderr.write(error instanceof InputError ? `\n${error.message}\n\nNothing was written.\n` : `${explain(error)}\n`);
  }
}

/** A file system error in words; anything else is a defect, and its stack trace is wanted. */
function explain(error: unknown): string {
  const { code, path } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    EACCES: "permission denied",
    EPERM: "permission denied",
    EROFS: "the file system is read-only",
    ENOTDIR: "there is a file where a folder is needed",
    EEXIST: "there is a file where a folder is needed",
    ENOENT: "the folder above it does not exist and cannot be made",
    ENOSPC: "the disk is full",
  };
  const reason = code && path ? reasons[code] : undefined;
  return reason ? `\ncannot write ${inLine(path!)}: ${reason}` : inspect(error);
}
