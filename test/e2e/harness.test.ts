import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './support/installation';
import { measure, type Sound, speechProblems, withoutSilence } from './support/sound';
import { VsCode } from './support/vscode';

const PLAY = 'Sample Tone: Play';

/** Checks with a small extension that what the end-to-end tests see and hear is what really happens. */
describe('the harness of the end-to-end tests', () => {
  let folder: string;
  let vsix: string;
  let vscode: VsCode | undefined;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'kokoro-sample-'));
    vsix = join(folder, 'sample.vsix');
    const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
    const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsix];
    const cwd = join(root, 'test', 'e2e', 'fixtures', 'sample-extension');
    execFileSync(process.execPath, [vsce, 'package', ...flags], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  afterEach(async function () {
    await vscode?.afterTest(this.currentTest);
    await vscode?.dispose();
    vscode = undefined;
  });

  it('hears what a webview plays, and sees and ends the processes that an extension starts', async () => {
    vscode = await VsCode.start({
      name: 'harness',
      extensions: [vsix],
      files: { 'first.md': 'one\ntwo\nthree\n', 'second.md': 'four\nfive\nsix\n' },
      settings: { 'sampleTone.hertz': 600, 'sampleTone.gain': 0.5 },
    });
    const { workbench, sound } = vscode;
    await workbench.openFile('second.md');
    await workbench.selectLines(2, 3);
    await workbench.runCommand(PLAY);
    await workbench.waitForStatusBar(/^tone ended$/);
    await sound.waitForQuiet(500);
    assertTone(sound.heard(), 600, 0.5);
    assert.equal(sound.context?.state, 'running');
    assert.ok((sound.context.deafUntil ?? 1) < 1, 'the tap listened before the tone began');
    const frame = await workbench.webview('Sample Tone');
    assert.equal(await frame.locator('p').innerText(), 'A click lets the tone sound.');

    const [child, ...others] = vscode.processes('child.js');
    assert.ok(child);
    assert.deepEqual(others, []);
    process.kill(child.pid);
    assert.match(await workbench.waitForNotification(/has ended/), /Selected: five\s+six$/);

    await workbench.reset();
    assert.deepEqual(await workbench.notifications(), []);
    sound.reset();
    vscode.setSettings({ 'sampleTone.hertz': 300 });
    await workbench.openFile('first.md');
    await workbench.selectText('two');
    await workbench.runCommand(PLAY);
    await sound.waitForSound(0.9);
    await sound.waitForQuiet(500);
    assertTone(sound.heard(), 300, 0.25);
    const [again] = vscode.processes('child.js');
    assert.ok(again);
    process.kill(again.pid);
    assert.match(await workbench.waitForNotification(/has ended/), /Selected: two$/);
    const logged = vscode.readLogs('remoteexthost');
    assert.match(logged, /kokoro-e2e\.sample-tone/);
  });

  it('can block sound until a click, as VS Code on the desktop does', async () => {
    vscode = await VsCode.start({
      name: 'harness-autoplay',
      extensions: [vsix],
      files: { 'first.md': 'one\n' },
      strictAutoplay: true,
    });
    const { workbench, sound } = vscode;
    await workbench.runCommand(PLAY);
    await workbench.waitForStatusBar(/^tone suspended$/);
    await sound.waitForQuiet(2_000);
    assert.equal(sound.heard().samples.length, 0);
    assert.equal(sound.context?.state, 'suspended');
    await workbench.clickWebview();
    await sound.waitForState('running');
    await workbench.waitForStatusBar(/^tone ended$/);
    await sound.waitForQuiet(500);
    assertTone(sound.heard(), 440, 0.25);
    await workbench.reset(); // shortcuts also work while a webview has the focus
  });
});

/** Asserts that exactly one second of a sine of this frequency (Hz) and amplitude was heard. */
function assertTone(heard: Sound, hertz: number, amplitude: number): void {
  const tone = withoutSilence(heard);
  assert.equal(tone.sampleRate, 24_000);
  const { seconds, rms, peak, pauses } = measure(tone);
  near(seconds, 1, 0.001);
  near(peak, amplitude, 0.001);
  near(rms, amplitude * Math.SQRT1_2, 0.001);
  assert.equal(pauses, 0);
  const crossings = tone.samples.reduce(
    (count, x, i) => count + Number(i > 0 && x > 0 !== (tone.samples[i - 1] ?? 0) > 0),
    0,
  );
  near(crossings / 2 / seconds, hertz, 2);
  assert.match(speechProblems(tone).join(), /^variation of the level/);
}

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected} ± ${tolerance}`);
}
