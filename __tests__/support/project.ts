import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export interface Ending {
  readonly exitCode: number | null;
  /** What ended it, if it did not end itself. */
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A temporary folder in which the bundled app and the commands are run, as a user runs them. Remove it after use. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), "project-"));
  /** Where the stack is written to. */
  readonly stack = join(this.folder, "cdktf.out/stacks/security-monitoring");

  /** Runs `dist/<bundle>.js`, with nothing of the caller's environment but PATH. */
  run(
    bundle: "main" | "cli" | "generate",
    args: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
  ): Ending {
    const program = resolve(__dirname, `../../dist/${bundle}.js`);
    const { status, signal, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd: this.folder,
      env: { PATH: process.env["PATH"], ...env },
      encoding: "utf8",
    });
    return { exitCode: status, signal, stdout, stderr };
  }

  /** Environment of a run that first does something else, `code` in JavaScript, when it calls a function of `node:fs`. */
  before(call: "mkdtempSync" | "renameSync" | "writeFileSync", code: string): Record<string, string> {
    const script = `
      import fs from "node:fs";
      import { spawnSync } from "node:child_process";
      const original = fs.${call};
      fs.${call} = (...args) => {
        fs.${call} = original;
        ${code};
        return original(...args);
      };`;
    return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` };
  }

  /** @param settings What the settings file says, or the path of one. */
  synthesize(settings: object | string): void {
    const file = typeof settings === "string" ? settings : join(this.folder, "settings.json");
    if (typeof settings !== "string") writeFileSync(file, JSON.stringify(settings));
    const { exitCode, stderr } = this.run("main", [], { SECURITY_MONITORING_SETTINGS: file });
    if (exitCode !== 0) throw new Error(stderr);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
