import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { warningsOfSecrets } from "../secret-settings";
import { SecurityMonitoringStack } from "../stack";
import type { StackSettings } from "../stack-settings";
import type { Content, Files } from "../terraform/module";
import { withTemporaryApp } from "../terraform/temporary-app";
import { isText } from "./ownership";

/** What cdktf writes for the stack, kept off the disk until it is known whether it may be there. */
export function stackFiles(settings: StackSettings, outdir = "cdktf.out"): Files {
  return withTemporaryApp((app) => {
    new SecurityMonitoringStack(app, settings);
    app.synth();
    const paths = readdirSync(app.outdir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    return new Map(paths.map((path) => [join(outdir, relative(app.outdir, path)), read(path)] as const));
  });
}

function read(path: string): Content {
  const content = readFileSync(path);
  return isText(path) ? content.toString("utf8") : new Uint8Array(content);
}

/** The files of the stack that only their owner may read. */
export function secretFiles(settings: StackSettings, stack: Files): ReadonlySet<string> {
  return new Set(warningsOfSecrets(settings).length > 0 ? stack.keys() : []);
}
