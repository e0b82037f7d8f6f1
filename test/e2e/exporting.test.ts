import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { findCheckpoint } from '../../src/exporter/checkpoint/folder';
import type { MobileManifest } from '../../src/exporter/mobile/manifest';
import { writeTinyCheckpoint } from '../support/tinyCheckpoint';
import { cachedAssets, EXTENSION, packagedExtension } from './support/kokoro';
import { measure } from './support/sound';
import { VsCode } from './support/vscode';
import { until } from './support/wait';

/** Folder of a real checkpoint to export instead of the small random one, so that its speech can be checked. */
const REAL = process.env['KOKORO_TEST_CHECKPOINT'];
const INPUT = '.quick-input-widget .quick-input-box input';

describe('Kokoro: Export ONNX, Quantize Model and Export Mobile Bundle', () => {
  let vscode: VsCode;
  let folder: string;
  let checkpoint: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kokoro-e2e-export-'));
    if (REAL === undefined) ({ checkpoint } = writeTinyCheckpoint(join(folder, 'tiny')));
    else ({ checkpoint } = await findCheckpoint(REAL));
    vscode = await VsCode.start({
      name: 'exporting',
      extensions: [packagedExtension()],
      files: { 'notes.txt': 'These words come out of a model of my own.\n' },
      env: { KOKORO_CACHE: await cachedAssets() },
    });
    await vscode.workbench.waitForStatusBar(/^Kokoro$/);
  });
  after(async () => {
    await vscode.dispose();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(async function () {
    await vscode.afterTest(this.currentTest);
    await vscode.workbench.runCommand('Notifications: Clear All Notifications');
  });

  /** Picks a row of the open quick input. */
  async function pick(text: string): Promise<void> {
    const rows = vscode.workbench.page.locator('.quick-input-widget .monaco-list-row');
    await rows.getByText(text, { exact: true }).first().click();
  }

  /** Answers VS Code's own file dialog, which in this window is a quick input with a path. */
  async function answerDialog(title: string, path: string): Promise<void> {
    const dialog = vscode.workbench.page.locator('.quick-input-title', { hasText: title });
    const input = vscode.workbench.page.locator(INPUT);
    await dialog.waitFor();
    // The dialog fills in a default path once it is ready. While it reacts to typing it accepts no answer.
    await until('the default path', async () => (await input.inputValue()) !== '');
    const answered = async (): Promise<boolean> => {
      if (!(await dialog.isVisible())) return true;
      await input.fill(path, { timeout: 2000 }).catch(() => undefined); // it may be closing
      await setTimeout(500);
      // It may have restored its default path meanwhile.
      const ready = (await dialog.isVisible()) && (await input.inputValue()) === path;
      if (ready) await vscode.workbench.page.keyboard.press('Enter');
      await setTimeout(500);
      return !(await dialog.isVisible());
    };
    await until(`the dialog “${title}” to close`, answered);
  }

  async function exportTo(precision: string, out: string): Promise<void> {
    await vscode.workbench.runCommand('Kokoro: Export ONNX');
    await pick('Checkpoint File…');
    await answerDialog('Choose a Checkpoint', checkpoint);
    await pick(precision);
    await answerDialog('Save ONNX Model', out);
  }

  const button = (name: string) =>
    vscode.workbench.page.locator('.notifications-toasts .monaco-button', { hasText: name });

  it('exports a checkpoint in a separate process and speaks with the exported model', async () => {
    const { workbench, sound } = vscode;
    const out = join(folder, 'own.onnx');
    await exportTo('FP32', out);
    await until('the exporter process', () => vscode.processes('exporter.js').length === 1);
    await workbench.waitForNotification(/saved .*own\.onnx \(\d+ MB in/, 90_000);
    await vscode.screenshot('exported');
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.includes('onnx')),
      ['own.onnx'],
    );
    await until('the exporter process to end', () => vscode.processes('exporter.js').length === 0);
    await button('Benchmark').click();
    await workbench.waitForNotification(/own\.onnx loads in .* s and runs at .* times real time/, 90_000);
    await until('the exporter process to end', () => vscode.processes('exporter.js').length === 0);
    await button('Use This Model').click();
    await until('the setting', () => vscode.settings()['kokoro.model'] === out);
    await workbench.placeCursor(1);
    await workbench.runCommand('Kokoro: Speak Selection');
    await workbench.waitForStatusBar(/^Speaking/, 60_000);
    await workbench.waitForStatusBar(/^Kokoro$/, 60_000);
    if (REAL !== undefined) assert.ok(measure(sound.heard()).sounding > 1);
  });

  it('makes a smaller model of it', async () => {
    const { workbench } = vscode;
    const out = join(folder, 'half.onnx');
    await workbench.runCommand('Kokoro: Quantize Model');
    await answerDialog('Choose a Model to Quantize', join(folder, 'own.onnx'));
    await pick('FP16');
    await answerDialog('Save Quantized Model', out);
    await workbench.waitForNotification(/saved .*half\.onnx .*It is \d+\.\d times as fast as the original/, 90_000);
    assert.ok(statSync(out).size < 0.52 * statSync(join(folder, 'own.onnx')).size);
  });

  it('leaves nothing behind when the export is cancelled', async () => {
    const before = readdirSync(folder);
    await exportTo('FP16', join(folder, 'cancelled.onnx'));
    await until('the exporter process', () => vscode.processes('exporter.js').length === 1);
    await button('Cancel').click();
    await until('the files to be removed', () => isDeepStrictEqual(readdirSync(folder), before));
    await until('the exporter process to end', () => vscode.processes('exporter.js').length === 0);
  });

  it('exports a mobile bundle, and leaves nothing behind when that is cancelled', async () => {
    const { workbench } = vscode;
    const before = readdirSync(folder);
    const exportMobile = async (): Promise<void> => {
      await workbench.runCommand('Kokoro: Export Mobile Bundle');
      await pick('American English'); // was picked, as the language of the voice
      await pick('French'); // has one voice
      await workbench.page.keyboard.press('Enter');
      await answerDialog('Choose a Folder for the Bundle', folder);
    };
    await exportMobile();
    await until('the exporter process', () => vscode.processes('exporter.js').length === 1);
    await button('Cancel').click();
    await until('the files to be removed', () => isDeepStrictEqual(readdirSync(folder), before));
    await until('the exporter process to end', () => vscode.processes('exporter.js').length === 0);
    await exportMobile();
    await workbench.waitForNotification(/saved .*kokoro-mobile \(\d+ MB\)/, 120_000);
    const app = join(folder, 'kokoro-mobile', 'kokoro');
    const { voices, frontEnd } = JSON.parse(readFileSync(join(app, 'manifest.json'), 'utf8')) as MobileManifest;
    assert.deepEqual(voices.list, [{ name: 'ff_siwis', language: 'fr', offset: 0 }]);
    assert.deepEqual(Object.keys(frontEnd.languages), ['fr']);
    assert.ok(statSync(join(app, 'model.onnx')).size < 109_000_000);
    for (const name of ['android', 'ios']) assert.ok(existsSync(join(folder, 'kokoro-mobile', name)), name);
  });

  it('ends the benchmark of this machine when it is cancelled', async () => {
    const before = vscode.processes('engine.js').length;
    await vscode.workbench.runCommand('Kokoro: Benchmark This Machine');
    await pick('Speed Only');
    await until('the measurement', () => vscode.processes('engine.js').length > before);
    await button('Cancel').click();
    await until('its engine to end', () => vscode.processes('engine.js').length === before);
  });

  it('opens a report for an issue, which names the versions and settings, and no private path', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Kokoro: Report Issue');
    await workbench.waitForNotification(/complete the report.*Nothing has been sent/, 60_000);
    await vscode.screenshot('report');
    const report = await workbench.visibleText();
    for (const part of [/kokoro: \d+\.\d+/, /editor: .* \d+\.\d+/, /kokoro\.model: "\(set\)"/])
      assert.match(report, part);
    assert.ok(!report.includes(folder));
  });

  it('says what to do when the model named in the settings does not exist', async () => {
    const { workbench } = vscode;
    const missing = join(folder, 'missing.onnx');
    vscode.setSettings({ 'kokoro.model': missing });
    await until('the message', async () => {
      await workbench.placeCursor(1);
      await workbench.runCommand('Kokoro: Speak Selection');
      const shown = await workbench.notifications();
      return shown.some((text) => text.includes(`There is no model file ${missing}`) && text.includes('model-missing'));
    });
    await button('Open Setting').waitFor();
    assert.ok(!existsSync(missing));
    assert.match(vscode.readLogs(EXTENSION), /The exporter starts as process/);
  });
});
