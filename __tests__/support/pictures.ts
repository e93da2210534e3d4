import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Browser } from "playwright-core";
import { renderHtml as dashboardPage } from "../../src/cli/dashboard/render-html";
import { renderHtml as drillPage } from "../../src/cli/drill/render-html";
import { renderHtml as reportPage } from "../../src/cli/report/page/render-html";
import { renderHtml as healthPage } from "../../src/cli/verify/render-html";
import { detections } from "../../src/detections";
import { pictureOf } from "./browser";
import { sampleDashboard, sampleDrill, sampleHealth, sampleTally } from "./sample-reports";

export const pictureFolder = resolve(__dirname, "../../docs/pictures");
export const recordFile = join(pictureFolder, "record.json");

/** Pages of which the documentation has a picture, each of a report that never changes: it differs only if the layout does. */
const layouts = {
  dashboard: () => dashboardPage("security-monitoring", sampleDashboard),
  drill: () => drillPage(sampleDrill),
  report: () => reportPage(detections, sampleTally()),
  verify: () => healthPage(sampleHealth),
};

/** How much of a page its picture shows, in pixels. */
const heights: Readonly<Record<Pictured, number>> = { dashboard: 640, drill: 1045, report: 890, verify: 640 };

export type Pictured = keyof typeof layouts;

/** By picture, what it was taken of. Pixels and times differ from run to run, layouts do not. */
export type PictureRecord = Readonly<Record<Pictured, { readonly layout: string; readonly picture: string }>>;

export const pictured = Object.keys(layouts) as Pictured[];

export function layoutOf(name: Pictured): string {
  return hashOf(layoutPage(name));
}

/** The page of the report that never changes. */
export function layoutPage(name: Pictured): string {
  return layouts[name]();
}

export function hashOf(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Takes pictures of the documentation: `npm run record:pictures`. */
export async function recordPictures(browser: Browser, pages: Partial<Record<Pictured, string>>): Promise<void> {
  const record = JSON.parse(readFileSync(recordFile, "utf8")) as Partial<Record<Pictured, PictureRecord[Pictured]>>;
  for (const [name, page] of Object.entries(pages) as [Pictured, string][]) {
    const picture = await pictureOf(browser, page, heights[name]);
    writeFileSync(join(pictureFolder, `${name}.png`), picture);
    record[name] = { layout: layoutOf(name), picture: hashOf(picture) };
  }
  writeFileSync(recordFile, `${JSON.stringify(record, null, 2)}\n`);
}
