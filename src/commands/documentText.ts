import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ReadingText } from '../reading/readingText';

/** VS Code language ids of Markdown documents. */
const MARKDOWN = new Set(['markdown', 'mdx', 'quarto', 'rmd', 'prompt', 'instructions', 'chatagent', 'skill']);

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
  const part = documentText(document, new vscode.Range(start, range.end));
  return isInFence(document, start) ? { ...part, format: 'plain' } : part;
}

/** Whether a position is inside a fenced code block. */
function isInFence(document: vscode.TextDocument, position: vscode.Position): boolean {
  const before = document.getText(new vscode.Range(new vscode.Position(0, 0), position));
  return (before.match(/^ {0,3}(?:```|~~~)/gm)?.length ?? 0) % 2 === 1;
}

/** The text of a whole document. */
export function wholeText(document: vscode.TextDocument): DocumentText {
  return documentText(
    document,
    new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end),
  );
}

function documentText(document: vscode.TextDocument, range: vscode.Range): DocumentText {
  return {
    document,
    offset: document.offsetAt(range.start),
    text: document.getText(range),
    format: MARKDOWN.has(document.languageId) ? 'markdown' : 'plain',
    title: basename(document.uri.path),
  };
}
