import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { KokoroError } from '../../common/errors';
import { SAMPLE_RATE } from '../../kokoro/model';

/** A program of the system that plays mono 16-bit samples. */
export interface PlayerProgram {
  command: string;
  /** Whether it plays a raw stream on its standard input, or one WAV file. */
  takes: 'stream' | 'file';
  /** @param file the WAV file; '' for a stream */
  args: (file: string) => string[];
}

const RATE = String(SAMPLE_RATE);
const PIPEWIRE = ['--rate', RATE, '--channels', '1', '--format', 's16', '-'];

/** The players of each system, the best first. */
const PLAYERS: Readonly<Partial<Record<NodeJS.Platform, readonly PlayerProgram[]>>> = {
  darwin: [{ command: 'afplay', takes: 'file', args: (file) => [file] }],
  win32: [
    {
      command: 'powershell.exe',
      takes: 'file',
      args: (file) => [
        ...['-NoProfile', '-NonInteractive', '-Command'],
        `(New-Object System.Media.SoundPlayer '${file.replaceAll("'", "''")}').PlaySync()`,
      ],
    },
  ],
};
/** PipeWire takes `-` for a raw stream, but in its latest versions only with `--raw`, which earlier ones refuse. */
const OTHERS: readonly PlayerProgram[] = [
  { command: 'pw-play', takes: 'stream', args: () => ['--raw', ...PIPEWIRE] },
  { command: 'pw-play', takes: 'stream', args: () => PIPEWIRE },
  {
    command: 'paplay',
    takes: 'stream',
    args: () => ['--raw', '--format=s16le', `--rate=${RATE}`, '--channels=1', '--latency-msec=200'],
  },
  { command: 'aplay', takes: 'stream', args: () => ['-q', '-t', 'raw', '-f', 'S16_LE', '-r', RATE, '-c', '1'] },
];

/**
 * The players that are installed here, the best first.
 * @throws KokoroError `player-missing`
 */
export function installedPlayers(platform = process.platform, path = process.env['PATH'] ?? ''): PlayerProgram[] {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  const found = (PLAYERS[platform] ?? OTHERS).filter(({ command }) =>
    folders.some((folder) => existsSync(join(folder, command))),
  );
  if (found.length > 0) return found;
  throw new KokoroError('player-missing', `There is nothing to play sound with: ${ADVICE[platform] ?? ADVICE.linux}`);
}

const ADVICE: Partial<Record<NodeJS.Platform, string>> & { linux: string } = {
  darwin: 'afplay, which macOS has in /usr/bin, is not on the PATH. Open VS Code, and Kokoro speaks there.',
  win32: 'powershell.exe is not on the PATH. Open VS Code, and Kokoro speaks there.',
  linux:
    'install PipeWire (pw-play), PulseAudio’s tools (paplay, package pulseaudio-utils) or ALSA’s (aplay, package ' +
    'alsa-utils), or open VS Code, and Kokoro speaks there.',
};
