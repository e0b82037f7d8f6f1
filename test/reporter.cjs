// Mocha's spec reporter, which also writes its counts to a file; scripts/test.mjs adds them up.
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
