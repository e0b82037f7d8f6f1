// Finds a Chromium for the tests, or installs the distribution's.
import { existsSync } from 'node:fs';
import { aptInstall } from './apt.mjs';
import { firstThatRuns, run } from './run.mjs';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of a Chromium. Throws an Error that says what to install when there is none and none can be installed. */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  if (!aptInstall('chromium')) {
    throw new Error(
      'The tests need Chromium or Chrome: install one, or set KOKORO_CHROMIUM to the path of its program.',
    );
  }
  const installed = findChromium();
  if (!installed) throw new Error('apt-get has installed the package chromium, but there is no program of that name.');
  return installed;
}

function findChromium() {
  const chosen = process.env.KOKORO_CHROMIUM;
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`KOKORO_CHROMIUM names ${chosen}, which does not exist.`);
  }
  if (process.platform === 'win32') return windowsPaths().find((path) => existsSync(path));
  const mac = MAC.find((path) => existsSync(path));
  if (mac) return mac;
  const command = firstThatRuns(COMMANDS, ['--version']);
  return command && run('sh', ['-c', `command -v ${command}`]).trim();
}

function windowsPaths() {
  const folders = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
  return folders.filter(Boolean).map((folder) => `${folder}\\Google\\Chrome\\Application\\chrome.exe`);
}
