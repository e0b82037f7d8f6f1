// Programs of the distribution that tests need.
import { firstThatRuns, run, say } from './run.mjs';

/**
 * Installs a package of Debian or a relative of it. Returns whether there is an apt-get here that can be run as root.
 */
export function aptInstall(name) {
  const apt = aptGet();
  if (!apt) return false;
  say(`Installing ${name}…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run(apt[0], [...apt.slice(1), 'update'], { env });
  run(apt[0], [...apt.slice(1), 'install', '-y', '--no-install-recommends', name], { env });
  return true;
}

/** How apt-get can be run here as root, as the words of a command; undefined where it cannot. */
function aptGet() {
  if (!firstThatRuns(['apt-get'], ['--version'])) return undefined;
  if (process.getuid?.() === 0) return ['apt-get'];
  return firstThatRuns(['sudo'], ['-n', 'true']) && ['sudo', '-n', 'apt-get'];
}
