import type { Block } from './block';
import { jsonTokens, stringContent } from './data/json';
import { MappedText } from './mappedText';

export type CellKind = 'markdown' | 'code' | 'raw';

/** Reads the cells of a Jupyter notebook; their outputs are not read. */
export function* readNotebook(
  source: string,
  read: (kind: CellKind, text: string) => Iterable<Block>,
): Generator<Block> {
  for (const { kind, text } of cells(source)) {
    for (const block of read(kind, text.text)) yield { ...block, text: block.text.within(text) };
  }
}

interface Cell {
  kind: CellKind;
  text: MappedText;
}

/** The cells, lazily: objects in the list "cells" with a "cell_type" and a "source", which is a text or a list of lines. */
function* cells(source: string): Generator<Cell> {
  const path: string[] = [];
  let name = '';
  let kind: CellKind = 'raw';
  let parts: MappedText[] = [];
  for (const token of jsonTokens(source)) {
    if (token.isName) name = stringContent(source, token).text;
    else if (token.kind === 'open') {
      path.push(name);
      name = '';
    } else if (token.kind === 'close') {
      path.pop();
      name = '';
      // The notebook and the list of cells are still open.
      if (path.length === 2 && path[1] === 'cells') {
        if (parts.length > 0) yield { kind, text: MappedText.concat(parts) };
        [kind, parts] = ['raw', []];
      }
    } else if (path[1] === 'cells' && token.kind === 'string') {
      const text = stringContent(source, token);
      if (path.length === 3 && name === 'cell_type')
        kind = text.text === 'markdown' || text.text === 'code' ? text.text : 'raw';
      const isSource = (path.length === 3 && name === 'source') || (path.length === 4 && path[3] === 'source');
      if (isSource) parts.push(text);
    }
  }
}
