import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { cachedAssets, EXTENSION, packagedExtension } from './support/kokoro';
import { speechProblems, withoutSilence } from './support/sound';
import { VsCode } from './support/vscode';
import { until } from './support/wait';

const MODEL = 'kokoro-v1.0.int8.onnx';
/** Reading this takes longer than the rebuild, even on a slow machine. */
const SENTENCES = [
  'The old clock in the hall had stopped again.',
  'Nobody had wound it since the winter.',
  'A key lay under the third stair, wrapped in a handkerchief.',
  'She turned it nine times, and listened.',
];
const TEXT = Array.from({ length: 30 }, () => SENTENCES.join(' ')).join('\n\n');
/** Seconds of silence after the switch that no pause in the text reaches: the model is loaded before. */
const GAP = 2;

describe('Kokoro with the published model', () => {
  let vscode: VsCode;
  let cache: string;

  before(async () => {
    const assets = await cachedAssets();
    cache = mkdtempSync(join(tmpdir(), 'kokoro-cache-'));
    mkdirSync(join(cache, 'voices'));
    for (const name of [MODEL, join('voices', 'af_heart.bin')]) cpSync(join(assets, name), join(cache, name));
    vscode = await VsCode.start({
      name: 'fast-model',
      extensions: [packagedExtension()],
      files: { 'notes.txt': TEXT },
      env: { KOKORO_CACHE: cache },
    });
  });
  after(async () => {
    await vscode.dispose();
    rmSync(cache, { recursive: true, force: true });
  });
  afterEach(async function () {
    await vscode.afterTest(this.currentTest);
  });

  it('speaks at once, rebuilds the model meanwhile, and switches to it without a gap', async function () {
    this.timeout(420_000);
    const { workbench, sound } = vscode;
    await workbench.placeCursor(1);
    await workbench.runCommand('Kokoro: Read Document');
    await workbench.waitForStatusBar(/^Speaking/, 90_000);
    // The rebuild starts once enough audio is buffered.
    await until('the rebuild', () => vscode.processes('exporter.js').length === 1, { timeout: 120_000 });
    const [exporter] = vscode.processes('exporter.js');
    await until('the low priority of the rebuild', () => exporter && getPriority(exporter.pid) >= 10);
    const log = (): string => vscode.readLogs(EXTENSION);
    await until('the optimized model', () => log().includes('The optimized model was built'), { timeout: 300_000 });
    await until('the switch', () => log().includes('Continuing with the optimized model.'), { timeout: 60_000 });
    const switched = sound.heard().samples.length;
    await until('20 more seconds', () => sound.heard().samples.length > switched + 20 * sound.heard().sampleRate);
    await vscode.screenshot('fast-model');
    const heard = sound.heard();
    await workbench.runCommand('Kokoro: Stop');
    assert.match(log(), /The optimized model was built in \d+ s; it is \d+\.\d times as fast\./);
    assert.deepEqual(speechProblems(withoutSilence(heard)), []);
    let silent = 0;
    const gaps: string[] = [];
    // Before, the published model may have paused between sentences: a loaded machine runs it more slowly than speech.
    for (const [i, sample] of heard.samples.subarray(switched).entries()) {
      silent = Math.abs(sample) < 1e-4 ? silent + 1 : 0;
      if (silent === Math.round(GAP * heard.sampleRate))
        gaps.push(`after ${(i / heard.sampleRate - GAP).toFixed(1)} s`);
    }
    assert.deepEqual(gaps, [], `silence of ${GAP} s or more`);
  });

  it('speaks with the optimized model from then on and says so', async () => {
    const { workbench, sound } = vscode;
    sound.reset();
    await workbench.waitForStatusBar(/^Kokoro$/);
    await workbench.placeCursor(1);
    await workbench.runCommand('Kokoro: Speak Selection');
    await workbench.waitForStatusBar(/^Speaking/);
    await workbench.runCommand('Kokoro: Stop');
    await until('the exporter process to end', () => vscode.processes('exporter.js').length === 0);
    const item = workbench.page.locator('.statusbar-item', { hasText: 'Kokoro' });
    await item.hover();
    await workbench.page
      .getByText(/Model: the published model optimized for this machine, \d+\.\d times as fast/)
      .waitFor();
    await vscode.screenshot('tooltip');
  });

  it('can be turned off, and rebuilt by a command', async () => {
    const { workbench } = vscode;
    vscode.setSettings({ 'kokoro.optimizedModel': false });
    const item = workbench.page.locator('.statusbar-item', { hasText: 'Kokoro' });
    await until('the published model', async () => {
      await workbench.page.mouse.move(0, 0);
      await item.hover();
      return workbench.page.getByText(/Model: the published INT8 model/).isVisible();
    });
    await workbench.runCommand('Kokoro: Rebuild Optimized Model');
    await until('the rebuild', () => vscode.processes('exporter.js').length === 1);
    await workbench.page.locator('.notifications-toasts .monaco-button', { hasText: 'Cancel' }).click();
    await until('the exporter process to end', () => vscode.processes('exporter.js').length === 0);
    assert.equal(vscode.settings()['kokoro.optimizedModel'], true);
    const folders = (): string[] =>
      readdirSync(join(cache, 'optimized'), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name);
    await until('only the earlier model', () => folders().length === 1);
  });
});
