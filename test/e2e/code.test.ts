import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedAssets, packagedExtension } from './support/kokoro';
import { VsCode } from './support/vscode';
import { until } from './support/wait';

const SOURCE = `let somethingElse = 1;

/**
 * Adds one to a number.
 *
 * @param baseValue the number
 */
export function addOne(baseValue: number): number {
  return baseValue + 1;
}

const wrongType: number = 'a text';
`;

/** Reads source code, its problems and its changes in a real VS Code, with the language features it comes with. */
describe('Kokoro reading code', () => {
  let vscode: VsCode;

  before(async () => {
    vscode = await VsCode.start({
      name: 'code',
      extensions: [packagedExtension()],
      files: { 'main.ts': SOURCE },
      settings: { 'git.enabled': true, 'git.openRepositoryInParentFolders': 'never' },
      env: { KOKORO_CACHE: await cachedAssets() },
    });
    await vscode.workbench.waitForStatusBar(/^Kokoro$/);
    await vscode.workbench.runCommand('Kokoro: Open Player');
    await vscode.workbench.webview('Kokoro');
    // The language server of TypeScript has started when it finds the problem.
    await vscode.workbench.openFile('main.ts');
    await vscode.workbench.waitForStatusBar(/^1$|\b1 Error|Errors: 1/i, 120_000);
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
    await until(
      `"${expected}" in the player`,
      async () => {
        const player = await workbench.webview('Kokoro');
        const blocks = await player.locator('.text .block').allInnerTexts();
        return blocks
          .map((block) => block.replaceAll(/\s+/g, ' ').trim())
          .join(' | ')
          .includes(expected);
      },
      { timeout: 60_000, retryErrors: true },
    );
    await sound.waitForSound(1);
  }

  it('reads the symbol at the cursor: its doc comment, then its code', async () => {
    await vscode.workbench.placeCursor(9, 3);
    await hear(
      'Kokoro: Read Symbol Aloud',
      'Adds one to a number. | parameter base Value: the number | export function add One, base Value, number, number | return base Value plus 1',
    );
  });

  it('speaks the problems of the document', async () => {
    await vscode.workbench.placeCursor(1);
    await hear(
      'Kokoro: Speak Diagnostics',
      "Error, line 12: Type 'string' is not assignable to type 'number'. ts 2322.",
    );
  });

  it('speaks what has changed since the last commit', async () => {
    const git = (...args: string[]): Buffer =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { cwd: vscode.workspace });
    git('init', '--quiet');
    git('add', 'main.ts');
    git('commit', '--quiet', '-m', 'First');
    appendFileSync(join(vscode.workspace, 'main.ts'), 'let newName = 2;\n');
    assert.match(String(git('status', '--short')), /main\.ts/);
    await vscode.load();
    await vscode.workbench.openFile('main.ts');
    await hear('Kokoro: Speak Changes', 'main.ts: 1 line added | Added: let new Name equals 2');
  });
});
