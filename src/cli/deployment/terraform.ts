import { spawnSync } from "node:child_process";
import { delimiter, isAbsolute, resolve } from "node:path";
import { inShell } from "../invocation";
import { Stop } from "../stop";

/** Terraform, or its replacement, in one folder. */
export class Terraform {
  private program = programName(process.env["TERRAFORM_BINARY_NAME"] || "terraform");

  /** @param folder Where it runs. */
  constructor(private readonly folder: string) {}

  /**
   * @returns What it printed.
   * @throws {@link TerraformError} If it cannot be started, or fails.
   */
  run(...args: readonly string[]): string {
    const { error, status, signal, stdout, stderr } = spawnSync(this.program, args, {
      cwd: this.folder,
      env: { ...process.env, PATH: absolutePath() },
      encoding: "utf8",
      maxBuffer: Infinity,
      stdio: ["ignore", "pipe", "pipe"],
    });
    if ((error as NodeJS.ErrnoException | undefined)?.code === "ENOENT") {
      const named = process.env["TERRAFORM_BINARY_NAME"];
      if (!named && this.program === "terraform") {
        this.program = "tofu";
        return this.run(...args);
      }
      const missing = named ? `TERRAFORM_BINARY_NAME is ${named}, which` : "Terraform";
      throw new TerraformError(`${missing} cannot be found: install it, or set TERRAFORM_BINARY_NAME to its path.`);
    }
    if (error) throw new TerraformError(`${this.program} cannot be started: ${error.message}`);
    if (status !== 0) {
      const command = [this.program, ...args.slice(0, 2)].join(" ");
      throw new TerraformError(`${command} failed (${signal ?? `exit code ${status}`}):\n${stderr.trim()}`);
    }
    return stdout;
  }

  /** A command as a person types it in a shell, with each of `more` on a line of its own. */
  line(args: readonly string[], more: readonly string[] = []): string {
    const chdir = this.folder === "." ? [] : [`-chdir=${inShell(this.folder)}`];
    return [[inShell(this.program), ...chdir, ...args].join(" "), ...more.map(inShell)].join(" \\\n  ");
  }
}

/** A relative path starts where the command runs, not in the folder Terraform runs in. */
function programName(name: string): string {
  return /[\\/]/.test(name) ? resolve(name) : name;
}

/** PATH without relative entries: others may write in the folder Terraform runs in. An empty entry would be that folder. */
function absolutePath(): string | undefined {
  return (process.env["PATH"] ?? "").split(delimiter).filter(isAbsolute).join(delimiter) || undefined;
}

/** Terraform failed. */
export class TerraformError extends Stop {}
