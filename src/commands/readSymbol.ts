import * as vscode from 'vscode';
import { KokoroError } from '../common/errors';
import { leadingComment } from '../document/code/leadingComment';
import type { Command } from './command';
import { rangeText } from './documentText';
import type { EditorReader } from './editorReader';

/** Reads the function, class or other symbol at the cursor: its doc comment, then its code. */
export class ReadSymbol implements Command {
  readonly id = 'kokoro.readSymbol';
  readonly #editorReader: EditorReader;

  constructor(editorReader: EditorReader) {
    this.#editorReader = editorReader;
  }

  async execute(): Promise<void> {
    const { document, selection } = this.#editorReader.editor();
    const symbol = await symbolAt(document, document.validatePosition(selection.active));
    if (symbol === undefined) {
      throw new KokoroError(
        'nothing-to-read',
        vscode.l10n.t(
          'No symbol is known at the cursor. Move into a function or class; an extension for its language must be active.',
        ),
      );
    }
    const start = document.offsetAt(symbol.range.start);
    const comment = leadingComment(document.getText(), start, document.languageId);
    const range = new vscode.Range(document.positionAt(comment), symbol.range.end);
    this.#editorReader.read({ ...rangeText(document, range), title: symbol.name });
  }
}

interface FoundSymbol {
  name: string;
  range: vscode.Range;
}

/** The innermost symbol around a position, or in the doc comment of which it is. */
async function symbolAt(document: vscode.TextDocument, position: vscode.Position): Promise<FoundSymbol | undefined> {
  const found = await vscode.commands.executeCommand<(vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  const source = document.getText();
  const contains = ({ range }: FoundSymbol): boolean => {
    if (range.contains(position)) return true;
    const comment = leadingComment(source, document.offsetAt(range.start), document.languageId);
    return new vscode.Range(document.positionAt(comment), range.end).contains(position);
  };
  let innermost: FoundSymbol | undefined;
  let symbols = (found ?? []).map((symbol) =>
    'children' in symbol ? symbol : { name: symbol.name, range: symbol.location.range, children: [] },
  );
  while (symbols.length > 0) {
    const around = symbols.find(contains);
    if (around === undefined) break;
    innermost = around;
    symbols = around.children;
  }
  return innermost;
}
