import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { contrast } from '../support/contrast';
import { cachedAssets, packagedExtension } from './support/kokoro';
import { VsCode } from './support/vscode';

/** The theme's name in the settings, and its file. */
const THEMES = [
  ['Dark Modern', 'dark_modern'],
  ['Light Modern', 'light_modern'],
  ['Default High Contrast', 'hc_black'],
  ['Default High Contrast Light', 'hc_light'],
] as const;

describe('the mark of the spoken sentence', () => {
  let vscode: VsCode;

  before(async () => {
    vscode = await VsCode.start({
      name: 'themes',
      extensions: [packagedExtension()],
      files: {
        'notes.md': `# Notes\n\nThis sentence is long enough to be seen while it is spoken. ${'And **another** one. '.repeat(90)}`,
      },
      env: { KOKORO_CACHE: await cachedAssets() },
    });
    await vscode.workbench.waitForStatusBar(/^Kokoro$/);
  });
  after(() => vscode.dispose());
  afterEach(async function () {
    await vscode.afterTest(this.currentTest);
  });

  for (const [theme, file] of THEMES) {
    it(`has a visible edge in ${theme}, in the editor and in the player`, async () => {
      const { workbench } = vscode;
      vscode.setSettings({ 'workbench.colorTheme': theme });
      await workbench.page.locator(`.monaco-workbench[class*="-${file}-json"]`).waitFor();
      await workbench.placeCursor(3);
      await workbench.runCommand('Kokoro: Speak Selection');
      const player = await workbench.webview('Kokoro');
      await player.locator('mark:not(:empty)').waitFor({ timeout: 60_000 });
      const mark = workbench.page.locator('.view-overlays .cdr[class*="ced-"]').first();
      await mark.waitFor();
      await vscode.screenshot(file);
      const ground = await styleOf(workbench.page.locator('.monaco-editor-background').first(), 'background-color');
      for (const [edge, element] of [
        ['border-top', mark],
        ['outline', player.locator('mark')],
      ] as const) {
        assert.equal(await styleOf(element, `${edge}-style`), 'solid');
        const ratio = contrast(rgb(await styleOf(element, `${edge}-color`)), rgb(ground));
        assert.ok(ratio >= 3, `the ${edge} has ${ratio.toFixed(2)}:1`);
      }
      await workbench.runCommand('Kokoro: Stop');
      await workbench.waitForStatusBar(/^Kokoro$/);
    });
  }
});

/** The part of a page's global object that is used here; only the player is compiled with the DOM's types. */
interface Page {
  getComputedStyle(element: unknown): { getPropertyValue(name: string): string };
}

function styleOf(element: Locator, property: string): Promise<string> {
  return element.evaluate(
    (node, name) => (globalThis as unknown as Page).getComputedStyle(node).getPropertyValue(name),
    property,
  );
}

/** Red, green and blue, 0–1, of an opaque computed colour; fails for a translucent one. */
function rgb(color: string): number[] {
  const [, ...parts] = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(color) ?? assert.fail(color);
  return parts.map((part) => Number(part) / 255);
}
