import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
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

describe("the last line of a run", () => {
  const project = resolve(__dirname, "../..");
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "run-"));
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  /** What `.ci/run` prints at the end. */
  function count(report: string, status: number, ...beside: string[]): string[] {
    writeFileSync(join(root, "report.json"), report);
    const script = join(project, ".ci/count.cjs");
    return execFileSync("node", [script, join(root, "report.json"), String(status), ...beside], { encoding: "utf8" })
      .trimEnd()
      .split("\n");
  }

  const counted = { numPassedTests: 3, numFailedTests: 0, numRuntimeErrorTestSuites: 0, numPendingTests: 1 };

  test("counts tests, and suites that could not run", () => {
    expect(count(JSON.stringify(counted), 0)).toEqual(["3 passed, 0 failed, 1 skipped"]);
    const failed = { ...counted, numFailedTests: 2, numRuntimeErrorTestSuites: 1 };
    expect(count(JSON.stringify(failed), 1)).toEqual(["3 passed, 3 failed, 1 skipped"]);
  });

  test("never says that nothing failed if Jest says so, and names what it was", () => {
    expect(count(JSON.stringify(counted), 1)).toEqual([
      "failed: Jest ended with 1, and no test failed",
      "3 passed, 1 failed, 1 skipped",
    ]);
    expect(count(JSON.stringify(counted), 0, "npm run lint")).toEqual([
      "failed: npm run lint",
      "3 passed, 1 failed, 1 skipped",
    ]);
    for (const cutOff of ["", '{ "numPassedTests": 3, '])
      expect(count(cutOff, 137)).toEqual([
        "failed: Jest ended with 137 before it wrote a report",
        "0 passed, 1 failed, 0 skipped",
      ]);
  });

  test("counts the reporter, by its words, in a run in which every test passes", () => {
    const noted = `const { mkdirSync, writeFileSync } = require("node:fs");
      const notes = process.env.ASKED_PERMISSIONS + "/0";
      test("asks", () => {
        mkdirSync(notes);
        writeFileSync(notes + "/asked.json", '[["a:One"], ["a:One", "a:Two"]]');
      });`;
    mkdirSync(join(root, "e2e"));
    writeFileSync(join(root, "e2e/one.test.ts"), noted);
    const config = {
      rootDir: root,
      testMatch: ["**/*.test.ts"],
      transform: {},
      reporters: [join(project, "__tests__/support/unasked-permissions.cjs")],
    };
    const jest = join(project, "node_modules/jest/bin/jest.js");
    const report = join(root, "out.json");
    const run = ["--config", JSON.stringify(config), "--json", "--outputFile", report, "--cacheDirectory", root];
    const { status } = spawnSync("node", [jest, ...run], { cwd: root, encoding: "utf8" });
    expect(status).toBe(1);
    expect(count(readFileSync(report, "utf8"), 1)).toEqual([
      "failed: nothing asks for what an operations.ts in src/capabilities lists: a:Two",
      "1 passed, 1 failed, 0 skipped",
    ]);
  });
});
