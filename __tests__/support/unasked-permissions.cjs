const { mkdtempSync, readdirSync, readFileSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { basename, dirname, join } = require("node:path");

/**
 * A reporter: after a run of all end-to-end suites, what `operations.ts` of a topic lists and no suite asked for is an
 * error. It is superfluous, or what needs it is not tested. The suites leave in a folder what they asked.
 */
module.exports = class UnaskedPermissions {
  folder = mkdtempSync(join(tmpdir(), "asked-permissions-"));

  constructor() {
    process.env.ASKED_PERMISSIONS = this.folder;
  }

  onRunComplete(_, results) {
    const { testResults } = results;
    const suites = testResults.filter(({ testFilePath }) => basename(dirname(testFilePath)) === "e2e");
    const all = suites[0]
      ? readdirSync(dirname(suites[0].testFilePath)).filter((name) => name.endsWith(".test.ts"))
      : [];
    const ranAll =
      suites.length > 0 &&
      suites.length === all.length &&
      suites.every((suite) => !suite.failureMessage && suite.numPendingTests === 0);
    const notes = readdirSync(this.folder).map((suite) =>
      JSON.parse(readFileSync(join(this.folder, suite, "asked.json"), "utf8")),
    );
    rmSync(this.folder, { recursive: true });
    if (!ranAll || notes.length === 0) return;

    const asked = new Set(notes.flatMap(([actions]) => actions));
    const unasked = notes[0][1].filter((action) => !asked.has(action));
    if (unasked.length === 0) return;
    this.error = new Error(`nothing asks for what an operations.ts in src/capabilities lists: ${unasked.join(", ")}`);
    console.error(this.error.message);
    // Jest counts no reporter among what failed; .ci/count.cjs reads this in its report.
    results.reporterErrors = [this.error.message];
  }

  getLastError() {
    return this.error;
  }
};
