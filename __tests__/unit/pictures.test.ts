import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  hashOf,
  layoutOf,
  pictured,
  pictureFolder,
  recordFile,
  type Pictured,
  type PictureRecord,
} from "../support/pictures";

const again = "run npm run record:pictures, look at the pictures, and commit them";
const record = JSON.parse(readFileSync(recordFile, "utf8")) as PictureRecord;
const read = (path: string) => readFileSync(resolve(__dirname, "../..", path), "utf8");

const pages: Readonly<Record<Pictured, string>> = {
  dashboard: "docs/dashboard.md",
  drill: "docs/drill.md",
  report: "docs/back-testing.md",
  verify: "docs/verify.md",
};

test("the documentation has these pictures, and no others", () => {
  // The others are generated.
  const files = readdirSync(pictureFolder).filter((name) => !name.endsWith(".svg") && name !== "record.json");
  expect(files.sort()).toEqual(pictured.map((name) => `${name}.png`).sort());
  expect(Object.keys(record).sort()).toEqual([...pictured].sort());
});

describe.each(pictured)("the picture of %s", (name) => {
  const picture = readFileSync(join(pictureFolder, `${name}.png`));

  test("is a small PNG that a page shows, with a text for those who do not see it", () => {
    expect(picture.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
    expect(picture.length).toBeLessThan(150_000);
    expect(read(pages[name])).toMatch(new RegExp(`!\\[[^\\]]{20,}\\]\\(pictures/${name}\\.png\\)`));
  });

  test("is of the layout that the page has now", () => {
    const { layout, picture: recorded } = record[name];
    const outdated = [
      ...(layout === layoutOf(name) ? [] : [`the page was changed: ${again}`]),
      ...(recorded === hashOf(picture) ? [] : [`the picture is not the one that was recorded: ${again}`]),
    ];
    expect(outdated).toEqual([]);
  });
});

test.each(["drill", "dashboard"] satisfies Pictured[])("the README shows the picture of %s", (name) => {
  expect(read("README.md")).toMatch(new RegExp(`!\\[[^\\]]{20,}\\]\\(docs/pictures/${name}\\.png\\)`));
});
