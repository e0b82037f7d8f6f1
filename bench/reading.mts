// npm run bench:reading [-- --rounds N]: measures, in a real VS Code with a real browser, how soon a reading is heard,
// stops and changes its speed, and what a listener hears between sentences. Prints medians of N rounds (5) and all
// values. Times from a key to the sound include VS Code's own handling of the key and the reports of the sound tap, up
// to 50 ms each. The time from the command to the first scheduled sample is the extension's own figure, from its log; the
// sample is heard after the lead and the device's time, which are told apart.
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { cachedAssets, EXTENSION, packagedExtension } from '../test/e2e/support/kokoro';
import type { Sound } from '../test/e2e/support/sound';
import { VsCode } from '../test/e2e/support/vscode';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);
/** When the first sample of a reading was scheduled after the command, how far ahead, and the device's latency, ms. */
interface Start {
  after: number;
  lead: number;
  device: number;
}

/** The pause after a sentence inside a paragraph, s; see src/engine/stream.ts. */
const SENTENCE_PAUSE = 0.32;
const PARAGRAPH =
  'The old clock in the hall had stopped again. Nobody had wound it since the winter. ' +
  'A key lay under the third stair, wrapped in a handkerchief. She turned it nine times, and listened to the wheels.';
const NEW_TEXTS = Array.from({ length: rounds }, (_, i) => `Line ${i + 1} of this list has not been read before.`);

const vscode = await VsCode.start({
  name: 'bench-reading',
  extensions: [packagedExtension()],
  files: { 'notes.txt': `${PARAGRAPH}\n\n${NEW_TEXTS.join('\n')}\n` },
  env: { KOKORO_CACHE: await cachedAssets() },
});
try {
  await vscode.workbench.waitForStatusBar(/^Kokoro$/);
  console.log(`${cpus()[0]?.model ?? '?'}, ${cpus().length} threads, medians of ${rounds} rounds`);
  await speakLine(1); // loads the model
  await stop();
  const fresh: Start[] = [];
  const cached: Start[] = [];
  const stops: number[] = [];
  for (let round = 0; round < rounds; round++) {
    fresh.push(await speakLine(3 + round));
    await vscode.sound.waitForSound(0.3);
    stops.push(await stop());
    cached.push(await speakLine(3 + round));
    await stop();
  }
  for (const [what, found] of Object.entries({ 'new text': fresh, 'heard before': cached })) {
    show(
      `command to first scheduled sample, ${what}, ms`,
      found.map(({ after }) => after),
    );
    show(
      '  scheduling lead, ms',
      found.map(({ lead }) => lead),
    );
    show(
      "  device's latency, ms",
      found.map(({ device }) => device),
    );
  }
  show('stop key to silence, ms', stops);
  await speakLine(1);
  const whole = await vscode.sound.waitForQuiet(2_500);
  show(
    `silence between sentences beyond the pause of ${SENTENCE_PAUSE} s, ms`,
    gaps(whole)
      .filter((gap) => gap > SENTENCE_PAUSE / 2)
      .map((gap) => (gap - SENTENCE_PAUSE) * 1000),
  );
} finally {
  await vscode.dispose();
}

/** Speaks a line by its key. */
async function speakLine(line: number): Promise<Start> {
  const before = starts().length;
  await vscode.workbench.placeCursor(line);
  vscode.sound.reset();
  await vscode.workbench.page.keyboard.press('ControlOrMeta+Alt+K');
  await vscode.sound.waitForSound(0.05);
  for (;;) {
    const [start] = starts().slice(before);
    if (start) return start;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Stops the reading by its key. @returns ms until the last sound */
async function stop(): Promise<number> {
  const pressed = Date.now();
  await vscode.workbench.page.keyboard.press('ControlOrMeta+Alt+Shift+K');
  await vscode.sound.waitForQuiet(700);
  await vscode.workbench.waitForStatusBar(/^Kokoro$/);
  return Math.max(0, vscode.sound.lastSound - pressed);
}

/** What the log says of each reading's first sample. */
function starts(): Start[] {
  const lines = vscode
    .readLogs(EXTENSION)
    .matchAll(
      /scheduled (?<after>\d+) ms after the command, (?<lead>\d+) ms ahead; the device takes (?<device>\d+) ms/g,
    );
  return [...lines].map(({ groups }) => ({
    after: Number(groups?.['after']),
    lead: Number(groups?.['lead']),
    device: Number(groups?.['device']),
  }));
}

/** Lengths of the silences between sounds, s. */
function gaps({ samples, sampleRate }: Sound): number[] {
  const found: number[] = [];
  let silent = 0;
  let heard = false;
  for (const sample of samples) {
    if (Math.abs(sample) < 1e-4) silent++;
    else {
      if (heard && silent > 0.1 * sampleRate) found.push(silent / sampleRate);
      heard = true;
      silent = 0;
    }
  }
  return found;
}

function show(what: string, numbers: readonly number[]): void {
  const sorted = numbers.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  console.log(`${what}: ${median.toFixed(0)} (${numbers.map((n) => n.toFixed(0)).join(', ')})`);
}
