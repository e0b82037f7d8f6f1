/**
 * Kokoro v1.0's symbols (config.json of hexgrad/Kokoro-82M), in runs: the id of the first symbol, then symbols with
 * consecutive ids.
 */
const RUNS: readonly (readonly [number, string])[] = [
  [1, ';:,.!?'],
  [9, '—…"()“” \u0303ʣʥʦʨᵝꭧAI'],
  [31, 'O'],
  [33, 'Q'],
  [35, 'ST'],
  [39, 'W'],
  [41, 'Yᵊabcdef'],
  [50, 'hijklmnopqrstuvwxyzɑɐɒæ'],
  [75, 'βɔɕç'],
  [80, 'ɖðʤə'],
  [85, 'ɚɛɜ'],
  [90, 'ɟ'],
  [92, 'ɡ'],
  [99, 'ɥ'],
  [101, 'ɨɪʝ'],
  [110, 'ɯɰŋɳɲɴø'],
  [118, 'ɸθœ'],
  [123, 'ɹ'],
  [125, 'ɾɻ'],
  [128, 'ʁɽʂʃʈʧ'],
  [135, 'ʊʋ'],
  [138, 'ʌɣɤ'],
  [142, 'χʎ'],
  [147, 'ʒʔ'],
  [156, 'ˈˌː'],
  [162, 'ʰ'],
  [164, 'ʲ'],
  [169, '↓'],
  [171, '→↗↘'],
  [177, 'ᵻ'],
];

/** Kokoro v1.0's map from symbol to id: 114 symbols, ids up to 177; 0 marks the boundaries and is no symbol. */
export const VOCABULARY: ReadonlyMap<string, number> = new Map(
  RUNS.flatMap(([first, symbols]) => Array.from(symbols, (symbol, i) => [symbol, first + i] as const)),
);

/** Whether the symbol is in Kokoro v1.0's vocabulary. */
export function isKnown(symbol: string): boolean {
  return VOCABULARY.has(symbol);
}

/** The ids of a phoneme string, without the boundary zeros; drops symbols that are not in the vocabulary. */
export function toIds(phonemes: string, vocabulary: ReadonlyMap<string, number> = VOCABULARY): number[] {
  const ids: number[] = [];
  for (const symbol of phonemes) {
    const id = vocabulary.get(symbol);
    if (id !== undefined) ids.push(id);
  }
  return ids;
}
