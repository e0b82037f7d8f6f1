import { decodeUtf8 } from '../data/utf8';
import { type PackedSign, readSigns, type Signs } from '../signs';

/** Words whose tones or 儿 are exceptions, by kind; src/language/chinese/data/toneWords.tsv explains the kinds. */
export interface ToneWords {
  neutral: ReadonlySet<string>;
  full: ReadonlySet<string>;
  rhotic: ReadonlySet<string>;
  syllabic: ReadonlySet<string>;
}

/** The tables of src/language/chinese/data. */
export interface ChineseTables {
  toneWords: ToneWords;
  measureWords: readonly string[];
  signs: Signs;
}

/** Reads `chinese.br`, which scripts/lib/chineseTables.mjs writes. @throws Error when the bytes are not such a file */
export function readChineseTables(bytes: Uint8Array): ChineseTables {
  const { toneWords, measureWords, signs } = JSON.parse(decodeUtf8(bytes)) as {
    toneWords: [word: string, kind: keyof ToneWords][];
    measureWords: string[];
    signs: PackedSign[];
  };
  const ofKind = (wanted: keyof ToneWords): ReadonlySet<string> =>
    new Set(toneWords.flatMap(([word, kind]) => (kind === wanted ? [word] : [])));
  return {
    toneWords: {
      neutral: ofKind('neutral'),
      full: ofKind('full'),
      rhotic: ofKind('rhotic'),
      syllabic: ofKind('syllabic'),
    },
    measureWords,
    signs: readSigns(signs),
  };
}
