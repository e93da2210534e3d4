import { source as axe, type AxeResults } from "axe-core";
import { accessSync, constants, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";

const cutOff = readFileSync(join(__dirname, "cut-off.js"), "utf8");

const programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** A browser on PATH; none is ever downloaded. */
export function findBrowser(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.flatMap((folder) => programs.map((program) => join(folder, program))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findBrowser() });
}

const desktop = { width: 1000, height: 800 };
const phone = { width: 360, height: 740 };

/** As whom a page is read. */
const readers = (["light", "dark"] as const).flatMap((colorScheme) => [
  { name: `desktop, ${colorScheme}`, viewport: desktop, colorScheme },
  { name: `phone, ${colorScheme}`, viewport: phone, colorScheme },
]);

/**
 * Opens a page at the width of a desktop and of a phone, in light and in dark.
 *
 * @param texts What a person has to see on it.
 * @returns What is wrong with it: text that is missing, hidden, cut off or hard to read, and everything that it loads or reports.
 */
export async function problemsOf(browser: Browser, file: string, texts: readonly string[]): Promise<string[]> {
  const problems: string[] = [];
  for (const { name, ...reader } of readers) {
    const found = await withPage(browser, file, reader, async (page) => [
      ...(await unseen(page, texts)),
      ...(await page.evaluate<string[]>(cutOff)),
      // The width changes no colour and no structure.
      ...(reader.viewport === desktop ? await hardToRead(page) : []),
    ]);
    problems.push(...found.map((problem) => `${name}: ${problem}`));
  }
  return problems;
}

/** A picture of the top of a page, so many pixels of it, as a desktop shows it. */
export async function pictureOf(browser: Browser, file: string, height: number): Promise<Buffer> {
  let picture: Buffer | undefined;
  await withPage(browser, file, { viewport: { ...desktop, height }, colorScheme: "light" }, async (page) => {
    picture = await page.screenshot({ type: "png", animations: "disabled" });
    return [];
  });
  return picture!;
}

/** @returns What is wrong, with what the page loaded or reported meanwhile. */
async function withPage(
  browser: Browser,
  file: string,
  reader: { readonly viewport: typeof desktop; readonly colorScheme: "light" | "dark" },
  look: (page: Page) => Promise<string[]>,
): Promise<string[]> {
  const address = pathToFileURL(file).href;
  const context = await browser.newContext({ ...reader, offline: true });
  try {
    const page = await context.newPage();
    const noticed: string[] = [];
    page.on("console", (message) => noticed.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => noticed.push(`error: ${error.message}`));
    page.on("request", (request) => {
      if (request.url() !== address) noticed.push(`request: ${request.url()}`);
    });
    await page.goto(address);
    return [...(await look(page)), ...noticed];
  } finally {
    await context.close();
  }
}

async function unseen(page: Page, texts: readonly string[]): Promise<string[]> {
  const isVisible = (text: string) => page.getByText(text).filter({ visible: true }).first().isVisible();
  const seen = await Promise.all(texts.map(isVisible));
  return texts.filter((_, index) => !seen[index]).map((text) => `not visible: ${text}`);
}

async function hardToRead(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>("axe.run()");
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target.join(" ")}`));
}

/** What a careless author makes, and what is reported of it. */
export const carelessPage = `<!doctype html>
<html lang="en">
<title>Careless</title>
<p style="display: none">Read this</p>
<div style="width: 2000px">wide</div>
<div style="overflow: hidden; white-space: nowrap; width: 3rem">left and right</div>
<div style="overflow: hidden; height: 1rem">above<br>below</div>
<div hidden>nowhere</div>
<div style="color: #777; background: #888">grey</div>
<script>console.error("failed")</script>
<img alt="" src="https://example.com/pixel.png">
</html>
`;
export const carelessness: readonly string[] = [
  "not visible: Read this",
  "scrolls sideways: 2",
  "is cut off: left and right",
  "is cut off: below",
  "has no room: nowhere",
  "color-contrast: ",
  "landmark-one-main: ",
  "console: failed",
  "request: https://example.com/pixel.png",
];
