import { basename } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { until } from './wait';

const QUICK_INPUT = '.quick-input-widget .quick-input-box input';
const QUICK_ROWS = '.quick-input-widget .monaco-list-row';
const NOTIFICATION = '.notifications-toasts .notification-list-item';

/** VS Code's window as a user sees and operates it. */
export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Runs a command from the palette by its full title ("Kokoro: Read Document Aloud"), once it is listed. */
  async runCommand(title: string, timeout = 60_000): Promise<void> {
    await this.#pick('F1', `>${title}`, title, timeout);
  }

  /** Opens a file by its absolute path or its path in the workspace. */
  async openFile(path: string): Promise<void> {
    await this.openTab(path);
    await this.waitForEditor(path);
  }

  /** Opens a file in whatever editor it has. */
  async openTab(path: string): Promise<void> {
    await this.#pick('ControlOrMeta+P', path, basename(path), 30_000);
  }

  /** Waits until the file's text is visible. */
  async waitForEditor(path: string): Promise<void> {
    await this.page
      .locator(`.tab.active[data-resource-name="${basename(path)}"]`)
      .first()
      .waitFor({ timeout: 60_000 });
    await this.page.locator('.editor-instance .view-line').first().waitFor({ timeout: 60_000 });
  }

  /** Answers VS Code's question whether a new folder is trusted; it remembers the answer. */
  async trustWorkspace(): Promise<void> {
    const button = this.page.locator('.monaco-dialog-box .monaco-button', { hasText: /^Yes, I trust/ });
    await button.click({ timeout: 60_000 });
    await button.waitFor({ state: 'hidden' });
  }

  /** Focuses the first editor group. */
  async focusEditor(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+1');
  }

  /** The lines of the active editor that are in view. */
  async visibleText(): Promise<string> {
    const lines = await this.page.locator('.editor-group-container.active .view-line').allInnerTexts();
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  async selectAll(): Promise<void> {
    await this.focusEditor();
    await this.page.keyboard.press('ControlOrMeta+A');
  }

  /** Selects whole lines, counted from 1, without the last line break. */
  async selectLines(first: number, last = first): Promise<void> {
    await this.placeCursor(first);
    for (let line = first; line < last; line++) await this.page.keyboard.press('Shift+ArrowDown');
    await this.page.keyboard.press('Shift+End');
  }

  /** Selects the next occurrence of a text within one line. */
  async selectText(text: string): Promise<void> {
    await this.focusEditor();
    await this.page.keyboard.press('ControlOrMeta+F');
    const input = this.page.locator('.find-widget.visible .find-part textarea.input').first();
    await input.fill(text);
    await this.page.locator('.find-widget.visible .matchesCount', { hasText: /^\d+ of/ }).waitFor();
    await this.page.keyboard.press('Escape');
    await input.waitFor({ state: 'hidden' });
  }

  /** Puts the cursor at a line and column, counted from 1, and clears the selection. */
  async placeCursor(line: number, column = 1): Promise<void> {
    // The key goes nowhere while the focus is still on its way from a page to the editor.
    await until('the input for a line', async () => {
      await this.focusEditor();
      await this.page.keyboard.press('Control+G');
      const filled = this.page.locator(QUICK_INPUT).fill(`:${line}:${column}`, { timeout: 2_000 });
      return filled.then(
        () => true,
        () => false,
      );
    });
    await this.page.keyboard.press('Enter');
    await this.page.locator(QUICK_INPUT).waitFor({ state: 'hidden' });
  }

  /** The messages of the visible notifications. */
  async notifications(): Promise<string[]> {
    return this.page.locator(`${NOTIFICATION} .notification-list-item-message`).allInnerTexts();
  }

  /** Waits for a notification and returns its message. */
  async waitForNotification(pattern: RegExp, timeout = 30_000): Promise<string> {
    const probe = async (): Promise<string | undefined> =>
      (await this.notifications()).find((text) => pattern.test(text));
    return until(`a notification like ${pattern}`, probe, { timeout });
  }

  /** The texts of the status bar's entries, without icons and empty entries. */
  async statusBar(): Promise<string[]> {
    const texts = await this.page.locator('.part.statusbar .statusbar-item').allInnerTexts();
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  }

  /** Waits for an entry in the status bar and returns its text. */
  async waitForStatusBar(pattern: RegExp, timeout = 30_000): Promise<string> {
    const probe = async (): Promise<string | undefined> => (await this.statusBar()).find((text) => pattern.test(text));
    return until(`a status bar entry like ${pattern}`, probe, { timeout });
  }

  /**
   * The frame of the webview whose page has this title, once it has loaded. Asking for it counts as a user gesture in
   * the webview, so it lifts the blocking of `strictAutoplay`.
   */
  async webview(title: string, timeout = 60_000): Promise<Frame> {
    // Frames come and go while a webview loads.
    return until(`the webview "${title}"`, () => this.#findWebview(title), { timeout, retryErrors: true });
  }

  /** Clicks the visible webview with the mouse, at these fractions of its width and height. */
  async clickWebview(x = 0.5, y = 0.5): Promise<void> {
    const box = await this.page.locator('iframe.webview.ready').last().boundingBox();
    if (!box) throw new Error('There is no visible webview.');
    await this.page.mouse.click(box.x + box.width * x, box.y + box.height * y);
  }

  /** Closes editors, dialogs and notifications. */
  async reset(): Promise<void> {
    await this.runCommand('View: Close All Editors');
    await this.runCommand('Notifications: Clear All Notifications');
  }

  async #findWebview(title: string): Promise<Frame | undefined> {
    for (const outer of await this.page.locator('iframe.webview.ready').elementHandles()) {
      const inner = await (await outer.contentFrame())?.$('iframe#active-frame');
      const frame = await inner?.contentFrame();
      if (frame && (await frame.title()) === title) return frame;
    }
    return undefined;
  }

  /** Opens the quick input with a key and picks the row with this name. Reopens it to list what was added meanwhile. */
  async #pick(key: string, text: string, name: string, timeout: number): Promise<void> {
    const row = this.page.locator(QUICK_ROWS, { has: this.page.getByText(name, { exact: true }) }).first();
    const input = this.page.locator(QUICK_INPUT);
    const probe = async (): Promise<boolean> => {
      // Only while it is open: in an editor Escape would clear the selection.
      if (await input.isVisible()) await this.page.keyboard.press('Escape');
      await this.page.keyboard.press(key);
      if (!(await appears(input, 2_000))) return false;
      await input.fill(text);
      if (!(await appears(row, 1_500))) return false;
      // The list may be rebuilt or closed at this moment. A slow machine may report a click seconds after it took effect.
      if (!(await succeeds(row.click({ timeout: 10_000 })))) return false;
      // A list that is rebuilt during the click swallows it. A command may show another list.
      const isOpen = async (): Promise<boolean> => (await input.isVisible()) && (await valueOf(input)) === text;
      const end = Date.now() + 10_000;
      while (await isOpen()) {
        if (Date.now() > end) return false;
        await this.page.waitForTimeout(50);
      }
      return true;
    };
    await until(`"${name}" in the list for "${text}"`, probe, { timeout });
  }
}

function appears(locator: ReturnType<Page['locator']>, timeout: number): Promise<boolean> {
  return succeeds(locator.waitFor({ timeout }));
}

/** The text in an input; undefined if it has gone in the meantime. */
async function valueOf(input: ReturnType<Page['locator']>): Promise<string | undefined> {
  const values = await input.evaluateAll((found) => found.map((each) => (each as unknown as { value: string }).value));
  return values[0];
}

/** Whether the action succeeded before Playwright's timeout. */
async function succeeds(action: Promise<void>): Promise<boolean> {
  try {
    await action;
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') return false;
    throw error;
  }
}
