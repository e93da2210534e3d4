import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** A temporary folder that the bundled app is run in, as `cdktf synth` would run it. Remove it after use. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), "project-"));
  /** Where the stack is written to. */
  readonly stack = join(this.folder, "cdktf.out/stacks/security-monitoring");

  /** @param settings What the settings file says, or the path of one. */
  synthesize(settings: object | string): void {
    const file = typeof settings === "string" ? settings : join(this.folder, "settings.json");
    if (typeof settings !== "string") writeFileSync(file, JSON.stringify(settings));
    execFileSync(process.execPath, [resolve(__dirname, "../../dist/main.js")], {
      cwd: this.folder,
      env: { PATH: process.env["PATH"], SECURITY_MONITORING_SETTINGS: file },
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
