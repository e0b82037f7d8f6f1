// Reads WikipediaHomographData for both trainers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SpokenToken } from '../../src/language/language';

/** A sentence that contains a homograph. */
export interface HomographRow {
  homograph: string;
  /** Its sense, e.g. `abuse_vrb`. */
  wordid: string;
  tokens: SpokenToken[];
  /** Index of the token with the homograph, which may be part of a hyphenated word. */
  index: number;
}

/**
 * Reads train.tsv or eval.tsv of WikipediaHomographData (github.com/google-research-datasets/WikipediaHomographData at
 * 8f008f0, Apache-2.0; sentences of Wikipedia, CC BY-SA), the files of a split joined.
 */
export function readHomographs(folder: string, name: string): HomographRow[] {
  const rows = readFileSync(join(folder, name), 'utf8').trim().split('\n').slice(1);
  return rows.map((row) => {
    const [homograph = '', wordid = '', sentence = '', start = '', end = ''] = row.split('\t').map(unquote);
    const bytes = Buffer.from(sentence);
    const from = bytes.subarray(0, Number(start)).toString().length;
    const to = bytes.subarray(0, Number(end)).toString().length;
    const tokens = tokenize(sentence);
    return { homograph, wordid, tokens, index: tokens.findIndex((token) => token.start < to && token.end > from) };
  });
}

function unquote(field: string): string {
  return field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
}

/** Words and punctuation, much as the normalizer splits them. */
function tokenize(text: string): SpokenToken[] {
  const words = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu;
  return [...text.matchAll(words)].map(({ 0: match, index }) => ({
    kind: /[\p{L}\p{N}]/u.test(match) ? 'word' : 'punctuation',
    text: /^\d/.test(match) ? 'five' : match,
    start: index,
    end: index + match.length,
    spaceBefore: true,
  }));
}
