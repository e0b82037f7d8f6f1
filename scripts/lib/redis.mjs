// Finds redis-server for the tests, or installs the distribution's.
import { aptInstall } from './apt.mjs';
import { firstThatRuns } from './run.mjs';

/** Throws an Error that says what to install where there is no redis-server and none can be installed. */
export function ensureRedis() {
  const runs = () => firstThatRuns(['redis-server'], ['--version']) !== undefined;
  if (!runs() && !(aptInstall('redis-server') && runs())) throw new Error('The tests need redis-server: install it.');
}
