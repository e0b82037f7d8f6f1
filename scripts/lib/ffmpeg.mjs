// Finds ffmpeg and ffprobe for the tests, or installs the distribution's.
import { aptInstall } from './apt.mjs';
import { firstThatRuns } from './run.mjs';

/** Throws an Error that says what to install where there is no ffmpeg and none can be installed. */
export function ensureFfmpeg() {
  const runs = () => ['ffmpeg', 'ffprobe'].every((name) => firstThatRuns([name], ['-version']) !== undefined);
  if (!runs() && !(aptInstall('ffmpeg') && runs())) throw new Error('The tests need ffmpeg: install it.');
}
