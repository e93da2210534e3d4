import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const repository = resolve(__dirname, "../..");
export const exampleApp = join(repository, "examples/cdktf-app");

/** Synthesises `examples/cdktf-app` with the sources in the place of the package. Remove the folder after use. */
export class ExampleApp {
  readonly folder = mkdtempSync(join(tmpdir(), "example-app-"));

  constructor() {
    const program = join(this.folder, "main.js");
    const esbuild = join(repository, "node_modules/esbuild/bin/esbuild");
    const alias = "--alias:terraform-aws-security-monitoring=./src/index.ts";
    const options = ["--bundle", "--platform=node", "--log-level=warning", alias, `--outfile=${program}`];
    execFileSync(esbuild, [join(exampleApp, "main.ts"), ...options], { cwd: repository });
    execFileSync(process.execPath, [program], { cwd: this.folder });
  }

  /** Where a stack was written to. */
  stack(name: string): string {
    return join(this.folder, "cdktf.out/stacks", name);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** A stack as Terraform reads it: without what cdktf notes down, such as its version. */
export function withoutNotes(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"), (key, value: unknown) => (key === "//" ? undefined : value));
}
