import * as vscode from 'vscode';
import { KokoroError, messageOf } from '../common/errors';
import type { Reader } from '../reading/reader';
import type { Command } from './command';

/** Stands in the clipboard until the terminal copies its selection there. */
const NOTHING = '\u2060kokoro';

/** Speaks what is selected in the terminal. VS Code gives it to extensions only through the clipboard. */
export class SpeakTerminalSelection implements Command {
  readonly id = 'kokoro.speakTerminalSelection';
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  async execute(): Promise<void> {
    const text = await copiedSelection();
    if (text.trim() === '' || text === NOTHING)
      throw new KokoroError(
        'nothing-to-read',
        vscode.l10n.t('Nothing is selected in the terminal. Select some text and try again.'),
      );
    this.#reader.read({ text, format: 'log', title: vscode.window.activeTerminal?.name ?? vscode.l10n.t('Terminal') });
  }
}

/** What the terminal copies; the text in the clipboard is put back. */
async function copiedSelection(): Promise<string> {
  const { clipboard } = vscode.env;
  try {
    const before = await clipboard.readText();
    try {
      await clipboard.writeText(NOTHING);
      await vscode.commands.executeCommand('workbench.action.terminal.copySelection');
      return await clipboard.readText();
    } finally {
      await clipboard.writeText(before);
    }
  } catch (error) {
    throw new KokoroError(
      'nothing-to-read',
      vscode.l10n.t(
        'The terminal’s selection can only be read through the clipboard, and that failed: {0}',
        messageOf(error),
      ),
      { cause: error },
    );
  }
}
