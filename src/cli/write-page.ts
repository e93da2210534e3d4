import { basename, dirname } from "node:path";
import { sealed } from "../seal";
import { inLine } from "../terraform/text/visible";
import { Stop } from "./stop";
import { writeFiles } from "./write-files";

/**
 * Writes a page, in the place of a page that was written before and of nothing else.
 *
 * @param option That names the file, for an error: `--html`.
 * @throws {@link Stop} If the file is not called a page.
 * @throws {@link InputError} If there is a file that is not such a page, or was changed since.
 */
export async function writePage(option: string, path: string, page: string): Promise<void> {
  const file = basename(path);
  if (!file.endsWith(".html")) throw new Stop(`${option} ${inLine(path)}: must be a file that ends in .html`);
  await writeFiles(new Map([[file, sealed(file, page)]]), { out: dirname(path) });
}
