import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { type Declaration, type ExitCode, runCommandLine } from "../../src/cli/command-line";
import { commands } from "../../src/cli/commands";

/** What a command wrote, and its exit code. */
export interface Ran {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  /** With what it drew for a person. */
  readonly stderr: string;
}

/**
 * Runs a command in this process.
 *
 * @param declarations The commands that there are.
 * @param typed What a person answers; without it there is no terminal. After the last answer the input ends.
 */
export async function runCaptured(
  args: readonly string[],
  declarations: readonly Declaration[] = commands,
  typed?: readonly string[],
): Promise<Ran> {
  const written = { stdout: "", stderr: "" };
  const isTTY = typed !== undefined;
  const stdin = Object.assign(new PassThrough(), { isTTY });
  const left = [...(typed ?? [])];
  const stdout = { isTTY, write: (text: string) => (written.stdout += text) };
  const stderr = {
    isTTY,
    write: (text: string) => {
      written.stderr += text;
      if (!/(: |\(yes or no\) )$/.test(text)) return;
      const answer = left.shift();
      if (answer === undefined) stdin.end();
      else stdin.write(`${answer}\n`);
    },
  };
  const exitCode = await runCommandLine(args, declarations, { stdin, stdout, stderr, terminal: stderr });
  return { exitCode, ...written };
}

/** Runs each test of a file in an empty folder. */
export function inTemporaryFolders(): void {
  const origin = process.cwd();
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "command-"));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(origin);
    rmSync(folder, { recursive: true, force: true });
  });
}
