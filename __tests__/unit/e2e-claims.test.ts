import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const folder = resolve(__dirname, "../e2e");

const titles = [
  ...readdirSync(folder)
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join(folder, name)),
  resolve(__dirname, "../support/route.ts"),
].flatMap((file) =>
  [...readFileSync(file, "utf8").matchAll(/\btest(?:\.each[^]*?\))?\(\s*"([^"]+)"/g)].map(([, title]) => title!),
);

/** What each row names as its test, but for the checks of every suite. */
const named = [...readFileSync(join(folder, "CLAIMS.md"), "utf8").matchAll(/^\|.*\| (.+?) +\|$/gm)]
  .map(([, test]) => test!)
  .filter((test) => !/^(Test|-+)$|\(`support\//.test(test));

test("every end-to-end test is in CLAIMS.md, with what it proves", () => {
  expect(titles.filter((title) => !named.includes(title))).toEqual([]);
});

test("every test that CLAIMS.md names exists", () => {
  expect(named.filter((title) => !titles.includes(title))).toEqual([]);
});
