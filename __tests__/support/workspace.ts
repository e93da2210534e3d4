import type { ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { CommandResult } from "./process";
import { killGroup, runCommand } from "./process";

/** What a workspace is made of: paths in it, and for each its text or the file or folder to copy there. */
export type WorkspaceFiles = Readonly<Record<string, string | { readonly copyOf: string }>>;

export interface WorkspaceOptions {
  /** Where in the workspace commands run. @default - at its top */
  readonly workingDirectory?: string;
  /** Added to the environment of every command, usually `emulator.env`. Nothing else of AWS's or Terraform's is passed on. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunOptions {
  /** Added to the environment of this command. */
  readonly env?: Readonly<Record<string, string>>;
  /** The exit codes that are no failure. @default [0] */
  readonly expectExitCode?: readonly number[];
  /** In seconds. @default 240 */
  readonly timeLimit?: number;
}

/** A command that may still be running. */
export interface RunningCommand {
  /** What it wrote, once it has ended; any other exit code than expected, or being killed, is an error. */
  readonly ended: Promise<CommandResult>;
  /** What it has written to standard output so far. */
  output(): string;
  /** Sends the signal to it and to everything that it started. */
  kill(signal: NodeJS.Signals): void;
}

/** A temporary folder with files in it, and commands that run there. Remove it after use. */
export abstract class Workspace {
  /** The folder that commands run in. */
  public readonly directory: string;
  /** A folder beside the files, for what only the harness needs. */
  protected readonly scratch: string;
  private readonly files: string;
  private readonly running = new Set<ChildProcess>();

  /** @param files what is in it, or the folder to copy */
  protected constructor(files: WorkspaceFiles | string, workingDirectory = ".") {
    this.scratch = mkdtempSync(join(tmpdir(), "workspace-"));
    this.files = join(this.scratch, "files");
    this.directory = join(this.files, workingDirectory);
    this.write(typeof files === "string" ? { ".": { copyOf: files } } : files);
  }

  /** Adds files, or replaces them. */
  public write(files: WorkspaceFiles): void {
    for (const [path, content] of Object.entries(files)) {
      const target = join(this.files, path);
      mkdirSync(dirname(target), { recursive: true });
      if (typeof content === "string") writeFileSync(target, content);
      else cpSync(content.copyOf, target, { recursive: true, filter: (source) => !isLeftBehind(source) });
    }
  }

  /** Deletes the folder, killing what still runs in it. */
  public remove(): void {
    for (const child of this.running) killGroup(child, "SIGKILL");
    rmSync(this.scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  /** Runs a program to its end; any other exit code than expected is an error that tells what the program said. */
  protected execute(
    program: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    options: RunOptions,
  ): Promise<CommandResult> {
    return this.start(program, args, env, options).ended;
  }

  /** Starts a program, and does not wait for its end. */
  protected start(
    program: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    options: RunOptions,
  ): RunningCommand {
    let started: ChildProcess | undefined;
    let output = "";
    const result = runCommand(program, args, {
      cwd: this.directory,
      // A provider that is killed leaves its socket in the temporary folder.
      env: { ...env, TMPDIR: this.scratch, ...options.env },
      timeLimit: options.timeLimit,
      onStart: (child) => {
        started = child;
        child.stdout?.on("data", (text: string) => (output += text));
        this.running.add(child);
        child.on("close", () => this.running.delete(child));
      },
    });
    const ended = result.then((result) => {
      if (!(options.expectExitCode ?? [0]).includes(result.exitCode)) {
        const command = [basename(program), ...args].join(" ");
        throw new Error(`${command}: exit code ${result.exitCode}\n${result.stdout}\n${result.stderr}`);
      }
      return result;
    });
    return { ended, output: () => output, kill: (signal) => started && killGroup(started, signal) };
  }
}

/** A copied folder may have been used by hand: its state and providers are not part of the configuration. */
function isLeftBehind(path: string): boolean {
  return /^(\.terraform|\.terraform\.lock\.hcl|terraform\..*tfstate.*|node_modules|cdktf\.out)$/.test(basename(path));
}
