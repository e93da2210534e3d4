import { spawnSync } from "node:child_process";
import { inShell } from "../invocation";

/** Terraform, or what stands in for it, in one folder. */
export class Terraform {
  private program = process.env["TERRAFORM_BINARY_NAME"] || "terraform";

  /** @param folder Where it runs. */
  constructor(private readonly folder: string) {}

  /**
   * @returns What it printed.
   * @throws {@link TerraformError} If it cannot be started, or fails.
   */
  run(...args: readonly string[]): string {
    const { error, status, signal, stdout, stderr } = spawnSync(this.program, args, {
      cwd: this.folder,
      env: process.env,
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
    const chdir = this.folder === "." ? [] : [`-chdir=${shellQuoted(this.folder)}`];
    return [[this.program, ...chdir, ...args].join(" "), ...more.map(shellQuoted)].join(" \\\n  ");
  }
}

/** Why Terraform could not do what it was asked for. */
export class TerraformError extends Error {}

/** A word of a shell's command line, quoted where it has to be. */
export function shellQuoted(text: string): string {
  return /^[\w./:@%+=-]+$/.test(text) ? text : inShell(text);
}
