const { basename } = require("node:path");

const INTERVAL_SECONDS = 30;

/** A reporter: says every half minute which suites run, since when, and at which test, where no terminal shows it. */
module.exports = class Progress {
  running = new Map();

  onRunStart() {
    if (process.stderr.isTTY) return;
    this.timer = setInterval(() => this.report(), INTERVAL_SECONDS * 1000);
    this.timer.unref();
  }

  onTestFileStart({ path, context }) {
    const { name } = context.config.displayName;
    this.running.set(path, { suite: `${name} ${basename(path)}`, since: Date.now(), at: "sets up" });
  }

  onTestCaseStart({ path }, { title }) {
    // Titles of hostile values have all that a terminal would obey.
    this.running.get(path).at = title.replace(/[^ -~]+/g, " ").slice(0, 80);
  }

  onTestFileResult({ path }) {
    this.running.delete(path);
  }

  onRunComplete() {
    clearInterval(this.timer);
  }

  report() {
    for (const { suite, since, at } of this.running.values()) {
      process.stderr.write(`RUNS ${suite}, for ${Math.round((Date.now() - since) / 1000)} s: ${at}\n`);
    }
  }
};
