import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse as parseYaml, parseDocument } from "yaml";
import { detections, packs } from "../../src/detections";
import { parseSettings } from "../../src/settings";
import { stackSettings } from "../../src/stack-settings";

const project = resolve(__dirname, "../..");
const pages = [".", "docs", "docs/decisions", "module", "examples"]
  .filter((folder) => existsSync(join(project, folder)))
  .flatMap((folder) => readdirSync(join(project, folder)).map((file) => join(folder, file)))
  .filter((path) => path.endsWith(".md"));

const text = (page: string) => readFileSync(join(project, page), "utf8");
const blocks = (page: string, language: string) =>
  [...text(page).matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "gms"))].map(([, block]) => block!);
/** Headings as their anchors: GitHub drops the punctuation. */
const anchors = (page: string) =>
  [...text(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );

describe.each(pages)("%s", (page) => {
  test("links to existing files", () => {
    const links = [...text(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link]) => link!);
    const broken = links.filter((link) => {
      const [path, anchor] = link.split("#") as [string, string?];
      const target = path === "" ? page : join(dirname(page), path);
      if (!existsSync(join(project, target))) return true;
      return anchor !== undefined && !anchors(target).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  test("shows YAML that can be read, and settings that are valid", () => {
    const settings = Object.keys(stackSettings.shape);
    for (const block of blocks(page, "yaml")) {
      expect(parseDocument(block).errors).toEqual([]);
      const content = parseYaml(block) as object;
      const isSettings = Object.keys(content).every((key) => settings.includes(key));
      if (isSettings) parseSettings(stackSettings, content, page);
    }
  });
});

test("README counts the detections right", () => {
  const { cis, ...others } = packs;
  expect(text("README.md")).toContain(`**[${detections.length} detections](docs/detections.md)**`);
  expect(text("README.md")).toContain(` ${cis.length}, and ${Object.values(others).flat().length} more `);
});
