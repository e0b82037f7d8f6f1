import { decodeUtf8 } from '../data/utf8';

/** Words whose tones or 儿 are exceptions, by kind; src/language/chinese/data/toneWords.tsv explains the kinds. */
export interface ToneWords {
  neutral: ReadonlySet<string>;
  full: ReadonlySet<string>;
  rhotic: ReadonlySet<string>;
  syllabic: ReadonlySet<string>;
}

/** Reads `chinese.br`, which scripts/lib/chineseTables.mjs writes. @throws Error when the bytes are not such a file */
export function readToneWords(bytes: Uint8Array): ToneWords {
  const { toneWords } = JSON.parse(decodeUtf8(bytes)) as { toneWords: [word: string, kind: keyof ToneWords][] };
  const ofKind = (wanted: keyof ToneWords): ReadonlySet<string> =>
    new Set(toneWords.flatMap(([word, kind]) => (kind === wanted ? [word] : [])));
  return { neutral: ofKind('neutral'), full: ofKind('full'), rhotic: ofKind('rhotic'), syllabic: ofKind('syllabic') };
}
