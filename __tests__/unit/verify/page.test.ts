import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { checks } from "../../../src/cli/verify/checks";

test("docs/verify.md has every check, in its order and words", () => {
  const page = readFileSync(resolve(__dirname, "../../../docs/verify.md"), "utf8");
  const rows = [...page.matchAll(/^\| `([\w-]+)` +\| (.+?)\. +\|$/gm)].map(([, id, about]) => ({ id, about }));
  expect(rows).toEqual(checks.map(({ id, about }) => ({ id, about })));
});
