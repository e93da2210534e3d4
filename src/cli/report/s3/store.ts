import { lstatSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inLine } from "../../../terraform/text/visible";
import { createFolder } from "../../folders";
import { Stop } from "../../stop";
import type { InputFile } from "../read/find-files";
import { type Place, urlOf } from "./url";
import type { Found } from "./walk";

/** In a folder that is kept, for files that are not complete. */
const incomplete = ".incomplete-";
/** Nothing is downloaded for longer than this, in milliseconds. */
const longest = 24 * 60 * 60 * 1000;

/** Where objects are downloaded to: a folder that is kept, or one that is removed, and each file in it once it is read. */
export class Store {
  private readonly partial: string;
  private count = 0;

  /** @throws {@link Stop} If what shall be kept cannot be. */
  static check(kept: string | undefined): void {
    if (kept !== undefined && statSync(kept, { throwIfNoEntry: false })?.isDirectory() === false)
      throw new Stop(`--keep ${inLine(kept)}: is a file, name a folder.`);
  }

  constructor(private readonly kept?: string) {
    if (kept === undefined) this.partial = mkdtempSync(join(tmpdir(), "security-monitoring-report-"));
    else {
      createFolder(kept, 0o700);
      removeAbandoned(kept);
      this.partial = mkdtempSync(join(kept, incomplete));
    }
  }

  /** @param download Writes the object to a file. Not called for one that is kept already. */
  async put(bucket: string, object: Found, download: (file: string) => Promise<void>): Promise<InputFile> {
    const { key, size } = object;
    const name = urlOf({ bucket, key });
    const path = this.kept === undefined ? undefined : join(this.kept, ...stepsOf({ bucket, key }));
    if (path !== undefined && isKept(path, object)) return { path, size, name };
    const file = join(this.partial, String(this.count++));
    await download(file);
    if (path === undefined) {
      const release = () => {
        rmSync(file);
      };
      return { path: file, size, name, release };
    }
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(file, path);
    return { path, size, name };
  }

  close(): void {
    rmSync(this.partial, { recursive: true, force: true });
  }
}

/** Whether an object is there in full: a file gets its name once it is complete. */
function isKept(path: string, { size, changed }: Found): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size === size && stats.mtimeMs >= changed;
}

/** The folders and the name of an object, whose key may say anything: none leads out, and none is that of another object. */
function stepsOf({ bucket, key }: Place): string[] {
  return [
    bucket,
    ...key.split("/").map((step) => (step === "" ? "%" : step.replace(/[^\w.+=@,() -]|^\.+$/gu, inPercent))),
  ];
}

function inPercent(text: string): string {
  return Buffer.from(text)
    .toString("hex")
    .replace(/../g, (byte) => `%${byte.toUpperCase()}`);
}

/** What a run has left that was killed. */
function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (name.startsWith(incomplete) && Date.now() - lstatSync(path).mtimeMs > longest)
      rmSync(path, { recursive: true });
  }
}
