// Finds strace for the tests, or installs the distribution's.
import { aptInstall } from './apt.mjs';
import { firstThatRuns } from './run.mjs';

/** Throws an Error that says what to install where there is no strace and none can be installed. */
export function ensureStrace() {
  const runs = () => firstThatRuns(['strace'], ['--version']) !== undefined;
  if (!runs() && !(aptInstall('strace') && runs())) throw new Error('The tests need strace: install it.');
}
