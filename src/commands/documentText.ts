import { basename } from 'node:path';
import * as vscode from 'vscode';
import { languageId } from '../document/fileTypes';
import { type Format, formatOfFile, formatOfLanguage } from '../document/formats';
import type { ReadingText } from '../reading/readingText';

/** A text to read, and where it is in its document. */
export interface DocumentText extends ReadingText {
  document: vscode.TextDocument;
  /** UTF-16 offset of the text in the document. */
  offset: number;
}

/** The primary selection of an editor, or its current line if nothing is selected. */
export function selectedText({ document, selection }: vscode.TextEditor): DocumentText {
  // The selection of a hidden editor may be outdated.
  const selected = document.validateRange(selection);
  const range = selection.isEmpty ? document.lineAt(selected.end).range : selected;
  // Without its context, an indented list item would be parsed as a code block.
  const indent = /^\s*/.exec(document.getText(range))?.[0].length ?? 0;
  const start = document.positionAt(document.offsetAt(range.start) + indent);
  const part = rangeText(document, new vscode.Range(start, range.end));
  const fence = part.format === 'markdown' ? openFence(document, start) : undefined;
  return fence === undefined ? part : { ...part, format: formatOfLanguage(languageId(fence)) };
}

/** What follows the marks of the fenced code block that a position is in; undefined outside of code. */
function openFence(document: vscode.TextDocument, position: vscode.Position): string | undefined {
  const before = document.getText(new vscode.Range(new vscode.Position(0, 0), position));
  const fences = [...before.matchAll(/^ {0,3}(?:```|~~~)[`~]{0,20}(.{0,100})/gm)];
  return fences.length % 2 === 1 ? fences.at(-1)?.[1] : undefined;
}

/** The text of a whole document. */
export function wholeText(document: vscode.TextDocument): DocumentText {
  return rangeText(
    document,
    new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end),
  );
}

/** A part of a document. */
export function rangeText(document: vscode.TextDocument, range: vscode.Range): DocumentText {
  return {
    document,
    offset: document.offsetAt(range.start),
    text: document.getText(range),
    format: formatOf(document),
    title: basename(document.uri.path),
  };
}

/** The format of a document: by its language, or else by the ending of its name. */
export function formatOf({ languageId: id, uri }: vscode.TextDocument): Format {
  const format = formatOfLanguage(id.toLowerCase());
  return format === 'plain' ? formatOfFile(uri.path) : format;
}
