import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The relative links in some pages, all within a folder, that lead to no file of it or to no heading. */
export function deadLinks(folder: string, pages: readonly string[]): string[] {
  return pages.flatMap((page) =>
    linksIn(textOf(folder, page))
      .filter((link) => {
        const [path, anchor] = link.split("#") as [string, string?];
        const target = path === "" ? page : join(dirname(page), path);
        if (target.startsWith("..") || !existsSync(join(folder, target))) return true;
        return anchor !== undefined && !anchorsOf(textOf(folder, target)).includes(anchor);
      })
      .map((link) => `${page}: ${link}`),
  );
}

/** Inline ones, and definitions of those that have a name. */
function linksIn(text: string): string[] {
  return [...text.matchAll(/(?:\]\(|^\[[^\]]+\]: )(?!https?:)([^)\s]+)/gm)].map(([, link]) => link!);
}

/** Headings as their anchors: GitHub drops the punctuation. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

function textOf(folder: string, page: string): string {
  return readFileSync(join(folder, page), "utf8");
}
