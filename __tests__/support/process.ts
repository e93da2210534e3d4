import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";

export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** After this many seconds the command and everything it started are killed. @default 800, less than Jest waits: this error tells more */
  readonly timeLimit?: number;
  /** Called with the process as soon as it runs, so that its owner can end it. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** The environment without anything that could reach, or be changed by, a person's own AWS account or Terraform settings. */
export function neutralEnvironment(): NodeJS.ProcessEnv {
  const personal = /^(AWS_|TF_(?!PLUGIN_CACHE_DIR$)|TERRAFORM_|CDKTF_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !personal.test(name)));
}

/** The absolute path of a program, given by path or found on PATH. */
export function findProgram(name: string): string | undefined {
  const candidates = name.includes("/")
    ? [resolve(name)]
    : (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name));
  return candidates.find((candidate) => {
    try {
      accessSync(candidate, constants.X_OK);
      return statSync(candidate).isFile();
    } catch {
      return false;
    }
  });
}

/** Kills a process that was started as the leader of its own group, with all that it started. */
export function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/**
 * Runs a command to its end, whatever its exit code, and returns what it wrote, without colours. Rejects when it cannot be
 * started or exceeds its time limit.
 */
export function runCommand(program: string, args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  const { cwd, env, timeLimit = 800, onStart } = options;
  return new Promise((fulfil, reject) => {
    const child = spawn(program, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    onStart?.(child);
    let stdout = "";
    let stderr = "";
    let timedOut = false;
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const timer = setTimeout(() => {
      timedOut = true;
      killGroup(child, "SIGKILL");
    }, timeLimit * 1000);
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("close", (exitCode, signal) => {
      clearTimeout(timer);
      const result = { stdout: stripVTControlCharacters(stdout), stderr: stripVTControlCharacters(stderr) };
      if (exitCode !== null && !timedOut) {
        fulfil({ exitCode, ...result });
      } else {
        const end = timedOut ? `killed after ${timeLimit} s` : `ended by ${signal}`;
        reject(new Error(`${[program, ...args].join(" ")}: ${end}\n${result.stdout}\n${result.stderr}`));
      }
    });
  });
}
