/**
 * The last line of a run: what Jest counted, and what failed without being a test, such as a reporter.
 *
 * node .ci/count.cjs <report of --json> <exit code of Jest> [what failed beside the tests …]
 */
const { readFileSync } = require("node:fs");

const [report, status, ...beside] = process.argv.slice(2);
const results = reportIn(readFileSync(report, "utf8"));
const {
  numPassedTests = 0,
  numFailedTests = 0,
  numRuntimeErrorTestSuites = 0,
  numPendingTests = 0,
  reporterErrors = [],
} = results ?? {};

const others = [...reporterErrors];
if (status !== "0" && numFailedTests + numRuntimeErrorTestSuites + others.length === 0)
  others.push(`Jest ended with ${status}${results ? ", and no test failed" : " before it wrote a report"}`);
others.push(...beside);
for (const other of others) console.log(`failed: ${other}`);
const failed = numFailedTests + numRuntimeErrorTestSuites + others.length;
console.log(`${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped`);

/** Undefined if Jest ended before it was written, or all of it was. */
function reportIn(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
