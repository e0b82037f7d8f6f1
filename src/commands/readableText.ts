import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ReadingText } from '../reading/reader';

/** Languages of VS Code whose documents are Markdown. */
const MARKDOWN = new Set(['markdown', 'mdx', 'quarto', 'rmd', 'prompt', 'instructions', 'chatagent', 'skill']);

/** A text with its place in a document. */
export interface Readable extends ReadingText {
  document: vscode.TextDocument;
  /** Where the text starts in the document (UTF-16 offset). */
  offset: number;
}

/** The selection of an editor (the primary one of several), or its current line when nothing is selected. */
export function selectionOf({ document, selection }: vscode.TextEditor): Readable {
  // The selection of a hidden editor does not follow its document.
  const selected = document.validateRange(selection);
  const range = selection.isEmpty ? document.lineAt(selected.end).range : selected;
  // Indentation that has lost its context would make code of a nested list item.
  const indent = /^\s*/.exec(document.getText(range))?.[0].length ?? 0;
  const start = document.positionAt(document.offsetAt(range.start) + indent);
  const part = readable(document, new vscode.Range(start, range.end));
  return isInFence(document, start) ? { ...part, format: 'plain' } : part;
}

/** Whether a place in a document is inside a fenced code block. */
function isInFence(document: vscode.TextDocument, position: vscode.Position): boolean {
  const before = document.getText(new vscode.Range(new vscode.Position(0, 0), position));
  return (before.match(/^ {0,3}(?:```|~~~)/gm)?.length ?? 0) % 2 === 1;
}

/** A whole document. */
export function wholeOf(document: vscode.TextDocument): Readable {
  return readable(
    document,
    new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end),
  );
}

function readable(document: vscode.TextDocument, range: vscode.Range): Readable {
  return {
    document,
    offset: document.offsetAt(range.start),
    text: document.getText(range),
    format: MARKDOWN.has(document.languageId) ? 'markdown' : 'plain',
    title: basename(document.uri.path),
  };
}
