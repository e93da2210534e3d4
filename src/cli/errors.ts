import { inspect } from "node:util";
import type { InputError } from "../terraform/parse";
import { inLine } from "../terraform/text/visible";
import type { ExitCode } from "./command-line";
import { stderr } from "./output";
import { Stop } from "./stop";

/** What a person reads of an error, and the exit code of the command that it ends. */
export function explain(error: unknown): { readonly text: string; readonly exitCode: ExitCode } {
  // By name: adopt is a bundle with classes of its own, and InputError's file would load cdktf.
  const { name } = error as Error;
  if (name === Stop.name) return textOf(error as Stop);
  if (name === ("InputError" satisfies InputError["name"]))
    return { text: `\n${(error as Error).message}\n\nNothing was written.\n`, exitCode: 1 };
  // Anything but an error of the file system is a defect, and its stack trace is wanted.
  return { text: `${ofFileSystem(error as NodeJS.ErrnoException) ?? inspect(error)}\n`, exitCode: 1 };
}

/** Runs a program that has no command line: a failure is explained, and sets the exit code. */
export async function run(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { text, exitCode } = explain(error);
    stderr.write(text);
    process.exitCode = exitCode;
  }
}

function textOf({ message, exitCode }: Stop) {
  return { text: `${message.trimEnd()}\n`, exitCode };
}

function ofFileSystem({ code, path }: NodeJS.ErrnoException): string | undefined {
  const reasons: Record<string, string> = {
    EACCES: "permission denied",
    EPERM: "permission denied",
    EROFS: "the file system is read-only",
    ENOTDIR: "there is a file where a folder is needed",
    EEXIST: "there is a file where a folder is needed",
    ENOENT: "the folder above it does not exist and cannot be created",
    ENOSPC: "the disk is full",
  };
  const reason = code && path ? reasons[code] : undefined;
  return reason && `\ncannot write ${inLine(path!)}: ${reason}`;
}
