import { App } from "cdktf";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Lends an app whose output folder is temporary: cdktf makes that folder as soon as there is an app. */
export function withTemporaryApp<T>(use: (app: App) => T): T {
  const outdir = mkdtempSync(join(tmpdir(), "security-monitoring-"));
  try {
    return use(new App({ outdir }));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
