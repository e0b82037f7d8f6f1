import * as vscode from 'vscode';
import { config } from '../config';
import type { Reader } from '../reading/reader';

const COMMANDS = ['kokoro.hearWord', 'kokoro.fixPronunciation'] as const;

/** Offers to hear a word, and to fix how it sounds, when the mouse is over it. */
export function offerHearing(reader: Reader): vscode.Disposable {
  return vscode.languages.registerHoverProvider([{ scheme: '*' }], {
    provideHover(document, position) {
      const range = document.getWordRangeAtPosition(position);
      if (!range || !isOffered(document, reader)) return undefined;
      const place = { uri: document.uri.toString(), offset: document.offsetAt(position) };
      const [hear, fix] = COMMANDS.map((id) => `command:${id}?${encodeURIComponent(JSON.stringify([place]))}`);
      const text = new vscode.MarkdownString(
        `[$(unmute) ${vscode.l10n.t('Hear it')}](${hear ?? ''}) · [${vscode.l10n.t('Fix how it sounds')}](${fix ?? ''})`,
        true,
      );
      text.isTrusted = { enabledCommands: COMMANDS };
      return new vscode.Hover(text, range);
    },
  });
}

function isOffered({ uri }: vscode.TextDocument, reader: Reader): boolean {
  switch (config.hoverToHear) {
    case 'never':
      return false;
    case 'always':
      return true;
    case 'readDocument':
      return reader.document?.source?.uri === uri.toString();
  }
}
