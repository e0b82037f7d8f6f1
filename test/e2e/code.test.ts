import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedAssets, packagedExtension } from './support/kokoro';
import { VsCode } from './support/vscode';
import { until } from './support/wait';

const DATA = `{
  "userName": "Ada",
  "homeAddress": { "city": "London" },
}
`;

/** Reads data, its problems and its changes in a real VS Code, whose own extensions know JSON and Git. */
describe('Kokoro reading code', () => {
  let vscode: VsCode;

  before(async () => {
    vscode = await VsCode.start({
      name: 'code',
      extensions: [packagedExtension()],
      files: { 'main.json': DATA },
      settings: { 'git.enabled': true },
      env: { KOKORO_CACHE: await cachedAssets() },
    });
    await vscode.workbench.waitForStatusBar(/^Kokoro$/);
    // The language server has started when it finds the comma that is one too many.
    await vscode.workbench.waitForStatusBar(/^[1-9]\s+0$/, 60_000);
  });
  after(() => vscode.dispose());
  afterEach(async function () {
    await vscode.afterTest(this.currentTest);
  });

  /** Runs a command and waits until the player shows what it reads, and speech is heard. */
  async function hear(command: string, expected: string): Promise<void> {
    const { workbench, sound } = vscode;
    sound.reset();
    await workbench.runCommand(command);
    const player = await workbench.webview('Kokoro');
    const shown = async (): Promise<boolean> => {
      const blocks = await player.locator('.text .block').allInnerTexts();
      const text = blocks.map((block) => block.replaceAll(/\s+/g, ' ').trim()).join(' | ');
      return text.includes(expected);
    };
    await until(`"${expected}" in the player`, shown, { timeout: 30_000, retryErrors: true });
    await sound.waitForSound(1);
  }

  it('reads the symbol at the cursor', async () => {
    await vscode.workbench.placeCursor(3, 5);
    await hear('Kokoro: Read Symbol Aloud', 'home Address: | city: London');
  });

  it('speaks the problems of the document', async () => {
    await vscode.workbench.placeCursor(1);
    await hear('Kokoro: Speak Diagnostics', 'Error, line 3: Trailing comma.');
  });

  it('speaks what has changed since the last commit', async () => {
    const git = (...args: string[]): Buffer =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { cwd: vscode.workspace });
    git('init', '--quiet');
    git('add', 'main.json');
    git('commit', '--quiet', '-m', 'First');
    appendFileSync(join(vscode.workspace, 'main.json'), '{ "newName": 2 }\n');
    await vscode.load(); // VS Code looks for repositories when a window opens
    await vscode.workbench.openFile('main.json');
    await vscode.workbench.waitForStatusBar(/^(?:main|master)\b/, 60_000);
    await hear('Kokoro: Speak Changes', 'main.json: 1 line added | Added: new Name: 2');
  });
});
