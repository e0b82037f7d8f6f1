import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ReadingText } from '../reading/readingText';

/** The book that a command is for: what was clicked in the explorer, or the active tab's file. */
export function chosenBook(clicked: unknown): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const shown = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
  const uri = clicked instanceof vscode.Uri ? clicked : shown;
  return uri !== undefined && /\.epub$/i.test(uri.path) ? uri : undefined;
}

/** The text of a book, which VS Code cannot open as a document. @throws KokoroError `input-unreadable` */
export async function bookText(uri: vscode.Uri): Promise<ReadingText> {
  const bytes = await vscode.workspace.fs.readFile(uri);
  const { epubToHtml } = await import('../app/books/readEpub'); // rarely needed, so not loaded with the extension
  return { text: epubToHtml(bytes), format: 'html', title: basename(uri.path) };
}
