import * as vscode from 'vscode';
import { ENGLISH, type Translations } from '../player/strings';

/** The texts of the player's page in VS Code's language; undefined where that is English. */
export function pageTexts(): Translations | undefined {
  if (vscode.l10n.bundle === undefined) return undefined;
  return Object.fromEntries(Object.entries(ENGLISH).map(([name, text]) => [name, vscode.l10n.t(text)]));
}
