import { basename } from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../common/disposable';
import { editBetween, editsOfPart, moveRange, type TextEdits } from '../reading/edits';
import type { Reader } from '../reading/reader';
import type { ReadingText, TextSource } from '../reading/readingText';

/** Tells the reader what happens to the document that it reads, and the user what follows from that. */
export function trackDocument(reader: Reader): Disposable {
  const subscriptions = new DisposableStore();
  subscriptions.add(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0) return;
      const edits = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        ...{ start: rangeOffset, deleted: rangeLength, inserted: text.length },
      }));
      edit(reader, document, edits);
    }),
  );
  subscriptions.add(vscode.workspace.onDidOpenTextDocument((document) => reopened(reader, document)));
  subscriptions.add(vscode.window.tabGroups.onDidChangeTabs(({ closed }) => tabsClosed(reader, closed)));
  subscriptions.add(
    vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) renamed(reader, oldUri.toString(), newUri.toString());
    }),
  );
  subscriptions.add(
    reader.onLostPlace(({ title }) =>
      tell(vscode.l10n.t('Kokoro: {0} was replaced; reading goes on after the changed part.', title)),
    ),
  );
  return subscriptions;
}

function edit(reader: Reader, document: vscode.TextDocument, edits: TextEdits): void {
  const text = readFrom(reader, document);
  if (!text) return;
  const { source } = text;
  if (source.whole) {
    reader.edit(edits, { ...text, text: document.getText() });
    return;
  }
  const part = { start: source.offset, end: source.offset + text.text.length };
  const { start, end } = moveRange(part, edits);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  const edited = { ...text, text: document.getText(range), source: { ...source, offset: start } };
  reader.edit(editsOfPart(edits, part), edited);
}

/** A document that was closed may have been changed meanwhile. */
function reopened(reader: Reader, document: vscode.TextDocument): void {
  const text = readFrom(reader, document);
  if (!text?.source.whole) return;
  const now = document.getText();
  if (now !== text.text) reader.edit([editBetween(text.text, now)], { ...text, text: now });
}

function tabsClosed(reader: Reader, closed: readonly vscode.Tab[]): void {
  const text = reader.document;
  if (reader.state === 'idle' || !text?.source) return;
  const { uri } = text.source;
  const shows = ({ input }: vscode.Tab): boolean =>
    input instanceof vscode.TabInputText && input.uri.toString() === uri;
  const isOpen = vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(shows));
  if (closed.some(shows) && !isOpen)
    tell(vscode.l10n.t('Kokoro: {0} is still being read, although its editor was closed.', text.title));
}

/** Follows a file, or the folder that it is in. */
function renamed(reader: Reader, from: string, to: string): void {
  const text = reader.document;
  const uri = text?.source?.uri;
  if (!text?.source || uri === undefined || (uri !== from && !uri.startsWith(`${from}/`))) return;
  const source = { ...text.source, uri: to + uri.slice(from.length) };
  const title = basename(vscode.Uri.parse(source.uri, true).path);
  reader.edit([], { ...text, title, source });
}

/** The text being read, or read last, if it is from this document. */
function readFrom(reader: Reader, { uri }: vscode.TextDocument): (ReadingText & { source: TextSource }) | undefined {
  const text = reader.document;
  return text?.source?.uri === uri.toString() ? { ...text, source: text.source } : undefined;
}

const TELL_MS = 8000;

function tell(message: string): void {
  vscode.window.setStatusBarMessage(message, TELL_MS);
}
