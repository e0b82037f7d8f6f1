import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { contrast } from '../support/contrast';
import { sharedVsCode } from './support/shared';
import type { VsCode } from './support/vscode';

/** The theme's name in the settings, and its file. */
const THEMES = [
  ['Dark Modern', 'dark_modern'],
  ['Light Modern', 'light_modern'],
  ['Default High Contrast', 'hc_black'],
  ['Default High Contrast Light', 'hc_light'],
] as const;

describe('the marks of spoken text', () => {
  let vscode: VsCode;

  before(async () => {
    vscode = await sharedVsCode({
      'marks.md': `# Notes\n\nThis sentence is long enough to be seen while it is spoken. ${'And **another** one. '.repeat(90)}`,
    });
  });
  afterEach(async function () {
    await vscode.afterTest(this.currentTest);
  });

  for (const [theme, file] of THEMES) {
    it(`are visible and readable in ${theme}, in the editor and in the player`, async () => {
      const { workbench } = vscode;
      vscode.setSettings({ 'workbench.colorTheme': theme });
      await workbench.page.locator(`.monaco-workbench[class*="-${file}-json"]`).waitFor();
      await workbench.placeCursor(3);
      await workbench.runCommand('Kokoro: Speak Selection');
      const player = await workbench.webview('Kokoro');
      const shown = player.locator('.word.spoken');
      await shown.waitFor({ timeout: 60_000 });
      const letters = workbench.page.locator('.view-line span[class*="ced-"]').first();
      await letters.waitFor();
      // The word must not move on between one style and the next.
      await workbench.runCommand('Kokoro: Pause / Resume');
      await workbench.waitForStatusBar(/^Paused/);
      await vscode.screenshot(file);
      const ground = rgb(
        await styleOf(workbench.page.locator('.monaco-editor-background').first(), 'background-color'),
      );
      const marks = await workbench.page.locator('.view-overlays .cdr[class*="ced-"]').all();
      const edges = await Promise.all(marks.map((mark) => styleOf(mark, 'border-bottom-color')));
      assert.ok(edges.length >= 2, 'the word and its sentence are marked');
      for (const edge of edges) assertContrast(rgb(edge), ground, 3, 'the edge');
      const fills = await Promise.all(marks.map((mark) => styleOf(mark, 'background-color')));
      const fill = file.startsWith('hc_') ? ground : rgb(fills.find((color) => color.startsWith('rgb(')) ?? '');
      if (!file.startsWith('hc_')) assertContrast(fill, ground, 3, 'the fill');
      assertContrast(rgb(await styleOf(letters, 'color')), fill, 4.5, 'the word');
      const mark = await styleOf(shown, file.startsWith('hc_') ? 'outline-color' : 'background-color');
      assertContrast(rgb(mark), ground, 3, 'the mark in the player');
      await workbench.runCommand('Kokoro: Stop');
      await workbench.waitForStatusBar(/^Kokoro$/);
    });
  }
});

function assertContrast(color: number[], ground: number[], least: number, what: string): void {
  const ratio = contrast(color, ground);
  assert.ok(ratio >= least, `${what} has ${ratio.toFixed(2)}:1`);
}

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
