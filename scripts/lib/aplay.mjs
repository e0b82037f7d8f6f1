// Finds ALSA's player for the tests, or installs the distribution's.
import { aptInstall } from './apt.mjs';
import { firstThatRuns } from './run.mjs';

/** Throws an Error that says what to install where there is no aplay and none can be installed. */
export function ensureAplay() {
  const runs = () => firstThatRuns(['aplay'], ['--version']) !== undefined;
  if (!runs() && !(aptInstall('alsa-utils') && runs())) throw new Error('The tests need aplay: install alsa-utils.');
}
