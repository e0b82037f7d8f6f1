import assert from 'node:assert/strict';
import { EXTENSION } from './support/kokoro';
import { sharedVsCode } from './support/shared';
import type { VsCode } from './support/vscode';
import { until } from './support/wait';

/** Every sentence takes more than two seconds, and has a line of its own. */
const LINES = [
  '# The first chapter of the long story',
  'Once upon a time there was a little house in a quiet forest.',
  'Nobody knew who had built it, or could remember its owner.',
  'The windows were dark, and the door had always been closed.',
  '# The second chapter of the long story',
  'In the morning a traveller came along the road to the house.',
  'They shook their heads and said that he had better go home.',
  'So he walked on until the roof of the house came into view.',
  ...Array.from({ length: 120 }, (_, i) => `This is the line with the number ${i + 1}, which makes the document long.`),
];
const STORY = LINES.join('\n\n');
/** The line of the document that holds a line of the story, counted from 1. */
const lineOf = (line: number): number => 2 * line + 1;

/** Reads a document in a real VS Code, as a user controls it, and compares what is heard with what is marked. */
describe('Kokoro reading a document', () => {
  let vscode: VsCode;

  before(async () => {
    // The reading stays in a sentence until it is told to go on, however slow the machine is.
    vscode = await sharedVsCode(
      { 'story.md': STORY, 'aside.txt': 'Something else.\n' },
      { 'kokoro.pauseAfter': 'sentence' },
    );
  });
  afterEach(async function () {
    await vscode.afterTest(this.currentTest);
  });

  /** The line of text on which the spoken sentence begins; undefined while none is marked in view. */
  async function spokenLine(): Promise<string | undefined> {
    const { page } = vscode.workbench;
    const marks = await page.locator('.view-overlays .cdr[class*="ced-"]').all();
    const tops = await Promise.all(marks.map(async (mark) => (await mark.boundingBox())?.y ?? Infinity));
    const top = Math.min(...tops);
    for (const line of await page.locator('.editor-instance .view-lines .view-line').all()) {
      const { y = -1, height = 0 } = (await line.boundingBox()) ?? {};
      if (y <= top + 2 && top + 2 < y + height) return plain(await line.innerText());
    }
    return undefined;
  }

  /** The word that is marked as spoken. */
  async function spokenWord(): Promise<string> {
    const marked = vscode.workbench.page.locator('.view-line span[class*="ced-"]');
    return plain((await marked.allInnerTexts()).join(''));
  }

  /** Waits until a line of the story is marked. */
  async function marked(line: number, timeout = 60_000): Promise<void> {
    const expected = plain(LINES[line] ?? '').slice(0, 20);
    const probe = async (): Promise<boolean> => (await spokenLine())?.startsWith(expected) === true;
    await until(`the mark on “${expected}”`, probe, { timeout, retryErrors: true });
  }

  async function press(letter: string): Promise<void> {
    await vscode.workbench.page.keyboard.press(`ControlOrMeta+Alt+Shift+${letter}`);
  }

  /** Runs a command by a key, or from the palette, and waits until a line is marked and something else is heard. */
  async function go(command: string, line: number): Promise<void> {
    vscode.sound.reset();
    if (command.length === 1) await press(command);
    else await vscode.workbench.runCommand(`Kokoro: ${command}`);
    await marked(line);
    await vscode.sound.waitForSound(0.3);
  }

  /** Reads from the start of a line, which edits have moved down. */
  async function readFrom(line: number, moved = 0): Promise<void> {
    await vscode.workbench.placeCursor(lineOf(line) + moved);
    await vscode.workbench.page.keyboard.press('ControlOrMeta+Alt+J');
    await marked(line);
  }

  it('starts at the word under the cursor', async () => {
    const { workbench, sound } = vscode;
    await workbench.placeCursor(lineOf(2), LINES[2]?.indexOf('remember'));
    await workbench.page.keyboard.press('ControlOrMeta+Alt+J');
    await sound.waitForSound(0.5);
    await marked(2);
    await workbench.waitForStatusBar(/^(Speaking|Paused), \d+ (min|s) left$/);
  });

  it('goes to other sentences, paragraphs and headings by keys', async () => {
    const { workbench } = vscode;
    await go('L', 3);
    await go('O', 4);
    await go('L', 5);
    await go('R', 5);
    await workbench.waitForStatusBar(/^Paused/, 60_000);
    await press('U'); // two seconds into a paragraph, that is the one that returns
    await go('J', 4); // at once, so the sentence before is
    await go('L', 5);
    await press('G');
    await go('G', 0);
    await go('H', 4);
  });

  it('does so from the palette', async () => {
    await go('Next Paragraph', 5);
    await go('Next Sentence', 6);
    await go('Previous Heading', 4);
  });

  it('changes the speed of what is being read, without starting it again', async () => {
    await go('L', 5);
    for (const [key, speed] of [
      ['F', 1.1],
      ['F', 1.2],
      ['S', 1.1],
    ] as const) {
      await press(key);
      await until(`the speed ${speed}`, () => vscode.settings()['kokoro.speed'] === speed);
    }
    await marked(5);
  });

  it('sets the volume and the sleep timer', async () => {
    const { workbench } = vscode;
    const rows = workbench.page.locator('.quick-input-widget .monaco-list-row');
    await workbench.runCommand('Kokoro: Volume');
    await rows.filter({ hasText: '40 %' }).click();
    await until('the setting', () => vscode.settings()['kokoro.volume'] === 0.4);
    await workbench.runCommand('Kokoro: Sleep Timer');
    await rows.filter({ hasText: '45 minutes' }).click();
    await workbench.runCommand('Kokoro: Sleep Timer');
    await workbench.page.getByPlaceholder('45 minutes are left.').waitFor();
    await rows.filter({ hasText: 'Off' }).click();
  });

  it('marks the word that is heard', async () => {
    const player = await vscode.workbench.webview('Kokoro');
    // The player follows the clock of the sound; its own tests compare it with what is heard.
    const heard = player.locator('.word.spoken');
    const seen = new Set<string>();
    const probe = async (): Promise<boolean> => {
      const [marked, spoken] = await Promise.all([spokenWord(), heard.innerText({ timeout: 1000 })]);
      if (marked !== '' && marked === plain(spoken)) seen.add(marked);
      return seen.size >= 3;
    };
    await go('R', 5);
    await until('three words, marked while they are spoken', probe, {
      interval: 10,
      timeout: 60_000,
      retryErrors: true,
    });
    for (const word of seen) assert.ok(LINES[5]?.includes(word), word);
  });

  it('keeps the mark while the document is edited, and speaks the new text', async () => {
    const { workbench } = vscode;
    await go('G', 4);
    await workbench.placeCursor(1);
    await workbench.page.keyboard.type('Inserted.\n\n');
    await marked(4);
    await workbench.selectLines(lineOf(5) + 2);
    await workbench.page.keyboard.type('Seven zebras jumped over the garden gate.');
    await marked(4);
    await press('L');
    await until('the new word', async () => (await spokenWord()) === 'zebras', { interval: 20, timeout: 60_000 });
  });

  it('lets the user scroll away, and returns on request', async () => {
    const { workbench, sound } = vscode;
    await readFrom(6, 2);
    for (let page = 0; page < 3; page++) await workbench.page.keyboard.press('Alt+PageDown'); // the cursor stays
    await until('no mark in view', async () => (await spokenLine()) === undefined);
    sound.reset();
    await press('R');
    await sound.waitForSound(2); // words are spoken meanwhile
    assert.equal(await spokenLine(), undefined);
    await press('V');
    await marked(6);
  });

  it('goes on with the document where it was left, after a restart', async () => {
    const { workbench } = vscode;
    await readFrom(7, 2);
    await workbench.runCommand('Kokoro: Stop');
    await workbench.waitForStatusBar(/^Kokoro$/);
    await vscode.load('aside.txt');
    await workbench.waitForStatusBar(/^Kokoro$/, 60_000);
    await go('Resume', 7);
    await workbench.runCommand('Kokoro: Stop');
    await workbench.waitForStatusBar(/^Kokoro$/);
  });

  it('logs no error', () => {
    assert.doesNotMatch(vscode.readLogs(EXTENSION), /\[error\]/);
  });
});

/** The text of a line as the editor shows it, with plain spaces. */
function plain(line: string): string {
  return line.replaceAll('\u00a0', ' ').trim();
}
