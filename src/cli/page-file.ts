import { basename, dirname } from "node:path";
import { sealed } from "../seal";
import { inLine } from "../terraform/text/visible";
import { Stop } from "./stop";
import { writeFiles } from "./write-files";

/** @throws {@link Stop} If a page cannot be called so: for before the work that it is about. */
export function checkPage(path: string): void {
  if (!path.endsWith(".html")) throw new Stop(`--html ${inLine(path)}: must be a file that ends in .html`);
}

/**
 * Writes a page in the place of one that a command wrote before.
 *
 * @throws InputError If there is a file that is not such a page, or was changed since.
 */
export async function writePage(path: string, page: string): Promise<void> {
  checkPage(path);
  const file = basename(path);
  await writeFiles(new Map([[file, sealed(file, page)]]), { out: dirname(path) });
}
