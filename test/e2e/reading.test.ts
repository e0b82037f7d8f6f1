import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { cachedAssets, EXTENSION, packagedExtension } from './support/kokoro';
import { VsCode } from './support/vscode';
import { until } from './support/wait';

/** Every sentence is long enough to be caught while it is spoken, and has a line of its own. */
const LINES = [
  '# The first chapter of the story',
  'Once upon a time there was a little house that stood alone at the edge of a large and quiet forest.',
  'Nobody knew who had built it, and nobody could remember when smoke had last come from its chimney.',
  'The windows were dark, the door was closed, and the garden around it had become a wild meadow.',
  '# The second chapter of the story',
  'In the morning a traveller came along the road and asked the people in the village about the house.',
  'They shook their heads, looked at one another, and said that it was better not to talk about it.',
  'So the traveller walked on, thinking about what they had said, until the house came into view.',
  ...Array.from(
    { length: 120 },
    (_, i) => `This is the line with the number ${i + 1}, which is here to make the document long.`,
  ),
];
const STORY = LINES.join('\n\n');
/** The line of the document that holds a line of the story, counted from 1. */
const lineOf = (line: number): number => 2 * line + 1;

/** Reads a document in a real VS Code, as a user controls it, and compares what is heard with what is marked. */
describe('Kokoro reading a document', () => {
  let vscode: VsCode;

  before(async () => {
    vscode = await VsCode.start({
      name: 'reading',
      extensions: [packagedExtension()],
      files: { 'story.md': STORY, 'other.txt': 'Something else.\n' },
      env: { KOKORO_CACHE: await cachedAssets() },
    });
    await vscode.workbench.waitForStatusBar(/^Kokoro$/);
  });
  after(() => vscode.dispose());
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

  /** Waits until a line of the story is marked, and something is heard of it. */
  async function hear(line: number): Promise<void> {
    const { sound } = vscode;
    const expected = plain(LINES[line] ?? '').slice(0, 20);
    await until(`the mark on “${expected}”`, async () => (await spokenLine())?.startsWith(expected), {
      retryErrors: true,
    });
    sound.reset();
    await sound.waitForSound(0.3);
  }

  async function press(letter: string): Promise<void> {
    await vscode.workbench.page.keyboard.press(`ControlOrMeta+Alt+Shift+${letter}`);
  }

  it('starts at the word under the cursor', async () => {
    const { workbench, sound } = vscode;
    await workbench.placeCursor(lineOf(2), LINES[2]?.indexOf('remember'));
    sound.reset();
    await workbench.page.keyboard.press('ControlOrMeta+Alt+J');
    await sound.waitForSound(0.5);
    await hear(2);
    await workbench.waitForStatusBar(/^Speaking, \d+ (min|s) left$/);
  });

  it('goes to other sentences, paragraphs and headings by keys', async () => {
    await press('L');
    await hear(3);
    await press('J');
    await hear(2);
    await press('O');
    await hear(3);
    await press('H');
    await hear(4);
    await press('O');
    await hear(5);
    await press('G');
    await hear(4);
    await press('U');
    await hear(3);
    await press('R');
    await hear(3);
  });

  it('offers the same commands in the palette', async () => {
    const { workbench } = vscode;
    for (const [command, line] of [
      ['Next Heading', 4],
      ['Next Sentence', 5],
      ['Next Paragraph', 6],
      ['Previous Sentence', 5],
      ['Repeat Sentence', 5],
      ['Previous Heading', 4],
    ] as const) {
      await workbench.runCommand(`Kokoro: ${command}`);
      await hear(line);
    }
  });

  it('changes the speed and goes on without starting again', async () => {
    const { workbench } = vscode;
    await press('F');
    await until('the setting', () => vscode.settings()['kokoro.speed'] === 1.1);
    await hear(5);
    await press('S');
    await until('the setting', () => vscode.settings()['kokoro.speed'] === 1);
    await workbench.waitForStatusBar(/^Speaking/);
  });

  it('keeps the mark while the document is edited, and speaks the new text', async () => {
    const { workbench } = vscode;
    await workbench.placeCursor(1);
    await workbench.page.keyboard.type('Inserted. ');
    await until('a spoken word', async () => /^[A-Za-z]+$/.test(await spokenWord()));
    const line = (await spokenLine()) ?? '';
    assert.ok(
      LINES.some((known) => known.startsWith(line.slice(0, 20))),
      line,
    );

    await workbench.placeCursor(lineOf(4));
    await press('H');
    await hear(4);
    await workbench.selectLines(lineOf(5));
    await workbench.page.keyboard.type('Seven zebras jumped over the gate.');
    await until('the new word', async () => (await spokenWord()) === 'zebras');
  });

  it('lets the user scroll away, and returns on request', async () => {
    const { workbench } = vscode;
    await press('G');
    await until('the mark', spokenLine);
    await workbench.page.locator('.editor-instance .view-lines').hover();
    await workbench.page.mouse.wheel(0, 3000);
    await until('no mark in view', async () => (await spokenLine()) === undefined);
    await sleep(4000); // words go on meanwhile
    assert.equal(await spokenLine(), undefined);
    await press('V');
    await until('the mark', spokenLine);
  });

  it('goes on with the document where it was left, after a restart', async () => {
    const { workbench, sound } = vscode;
    await workbench.placeCursor(lineOf(7));
    await workbench.page.keyboard.press('ControlOrMeta+Alt+J');
    await hear(7);
    await workbench.runCommand('Kokoro: Stop');
    await workbench.waitForStatusBar(/^Kokoro$/);
    await vscode.load('other.txt');
    await workbench.waitForStatusBar(/^Kokoro$/, 60_000);
    sound.reset();
    await workbench.runCommand('Kokoro: Resume');
    await hear(7);
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
