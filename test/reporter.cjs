// Mocha's spec reporter, which also leaves its counts in a file for scripts/test.mjs to add up.
const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const { output } = options.reporterOptions ?? options.reporterOption ?? {};
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      if (output) writeFileSync(output, JSON.stringify(this.stats));
    });
  }
}

module.exports = CountingReporter;
