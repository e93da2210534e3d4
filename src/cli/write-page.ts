import { existsSync } from "node:fs";
import { basename, dirname } from "node:path";
import { sealed } from "../seal";
import { inLine } from "../terraform/text/visible";
import { contentOf, whyNotOurs } from "./ownership";
import { Stop } from "./stop";
import { writeFiles } from "./write-files";

/**
 * For before the work that a page is about.
 *
 * @param option That names the file, for an error: `--html`.
 * @throws {@link Stop} If the file is not called a page, or is there and nobody wrote it as one.
 */
export function checkPage(option: string, path: string): void {
  const refuse = (why: string): never => {
    throw new Stop(`${option} ${inLine(path)}: ${why}`);
  };
  if (!path.endsWith(".html")) refuse("must be a file that ends in .html");
  const objection = existsSync(path) ? whyNotOurs(basename(path), contentOf(path)) : undefined;
  if (objection !== undefined) refuse(`${objection}: move it away, or name another file`);
}

/**
 * Writes a page, in the place of a page that was written before and of nothing else.
 *
 * @throws {@link Stop} As {@link checkPage}.
 * @throws {@link InputError} If there is a file that is not such a page, or was changed since.
 */
export async function writePage(option: string, path: string, page: string): Promise<void> {
  checkPage(option, path);
  const file = basename(path);
  await writeFiles(new Map([[file, sealed(file, page)]]), { out: dirname(path) });
}
