import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

interface Reporter {
  onRunComplete(contexts: undefined, results: object): void;
  getLastError(): Error | undefined;
}
// eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest loads reporters as plain JavaScript.
const UnaskedPermissions = require("../support/unasked-permissions.cjs") as new () => Reporter;

const folder = resolve(__dirname, "../e2e");
const all = readdirSync(folder)
  .filter((name) => name.endsWith(".test.ts"))
  .map((name) => ({ testFilePath: join(folder, name), failureMessage: null as string | null, numPendingTests: 0 }));

/** What a run of these suites ends with, two of which have noted down what they asked. */
function endOf(testResults: readonly (typeof all)[number][], ...asked: readonly string[][]): string | undefined {
  jest.spyOn(console, "error").mockImplementation();
  const reporter = new UnaskedPermissions();
  const notes = process.env["ASKED_PERMISSIONS"]!;
  asked.forEach((actions, index) => {
    mkdirSync(join(notes, String(index)));
    writeFileSync(join(notes, String(index), "asked.json"), JSON.stringify([actions, ["a:One", "a:Two"]]));
  });
  reporter.onRunComplete(undefined, { testResults });
  expect(existsSync(notes)).toBe(false);
  return reporter.getLastError()?.message;
}

test("after all end-to-end suites, a listed permission that none asked for fails the run, by name", () => {
  expect(endOf(all, ["a:One"], ["a:One"])).toBe(
    "nothing asks for what an operations.ts in src/capabilities lists: a:Two",
  );
  expect(endOf(all, ["a:One"], ["a:Two"])).toBeUndefined();
});

test("a run of some suites, or one that failed or skipped, proves nothing about unused permissions", () => {
  expect(endOf([], ["a:One"])).toBeUndefined();
  expect(endOf(all.slice(1), ["a:One"])).toBeUndefined();
  expect(endOf([...all.slice(1), { ...all[0]!, failureMessage: "no" }], ["a:One"])).toBeUndefined();
  expect(endOf([...all.slice(1), { ...all[0]!, numPendingTests: 1 }], ["a:One"])).toBeUndefined();
});
