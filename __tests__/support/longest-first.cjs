const { basename } = require("node:path");
const { default: Sequencer } = require("@jest/test-sequencer");

/** Of the end-to-end suites, those that take longest. Jest knows how long a suite takes only once it has run. */
const longest = [
  "evidence",
  "smoke",
  "verify-and-drill",
  "examples",
  "remediation",
  "adopt",
  "way-back",
  "failure-and-drift",
  "route-pipeline",
  "route-plain-terraform",
  "upgrade",
];
const tiers = ["e2e", "terraform", "package", "unit"];

/** Starts with what takes longest, so that no suite is left to run alone. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path, context }) => {
      const tier = tiers.indexOf(context.config.displayName.name);
      const place = longest.indexOf(basename(path, ".test.ts"));
      return tier * 100 + (tier === 0 && place >= 0 ? place : longest.length);
    };
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
  }
};
