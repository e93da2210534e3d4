import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

/** Run once before the tests that start the bundles in dist/. */
export default function build(): void {
  execFileSync(process.execPath, ["build.mjs"], { cwd: resolve(__dirname, "../.."), stdio: "inherit" });
}
