import { App } from "cdktf";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { uninterrupted } from "./uninterrupted";

/** Provides an app whose output folder is temporary: cdktf creates that folder as soon as there is an app. */
export function withTemporaryApp<T>(use: (app: App) => T): T {
  return uninterrupted(() => {
    const outdir = mkdtempSync(join(tmpdir(), "security-monitoring-"));
    try {
      // Stack traces contain absolute paths.
      return use(new App({ outdir, stackTraces: false }));
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });
}
