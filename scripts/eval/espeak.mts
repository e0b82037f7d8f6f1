// espeak-ng, the peer that our letter-to-sound model is measured against; GPL-3, and no part of the product.
import type { EnglishDialect } from '../../src/language/english/dialect';

/** espeak's names of the dialects: its data knows British English as `en`; `en-gb` silently gives the voice used last. */
const VOICES: Readonly<Record<EnglishDialect, string>> = { 'en-us': 'en-us', 'en-gb': 'en' };
/** Between words: unlike a space it keeps espeak from writing pairs such as "of the" as one word. */
const WORD_GAP = '\u00a0';
const WATCHED_EVENTS = ['uncaughtException', 'unhandledRejection'] as const;

type Phonemize = (text: string, language?: string) => Promise<string[]>;
let loading: Promise<Phonemize> | undefined;

/** espeak-ng as WebAssembly, loaded on first use; the process-wide error handlers that it installs are taken off again. */
async function load(): Promise<Phonemize> {
  const before = new Set(WATCHED_EVENTS.flatMap((event) => process.listeners(event as NodeJS.Signals)));
  const { phonemize } = await import('phonemizer');
  for (const event of WATCHED_EVENTS) {
    for (const listener of process.listeners(event as NodeJS.Signals)) {
      if (!before.has(listener)) process.off(event, listener);
    }
  }
  return phonemize;
}

/** espeak's IPA of words that belong together, one string for each word that espeak said. */
export async function espeakWords(words: readonly string[], dialect: EnglishDialect): Promise<string[]> {
  loading ??= load();
  const phonemize = await loading;
  const clauses = await phonemize(words.join(WORD_GAP), VOICES[dialect]);
  return clauses.join(' ').split(/\s+/).filter(Boolean);
}
