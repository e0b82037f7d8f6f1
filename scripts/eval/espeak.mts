// espeak-ng, which our letter-to-sound model is compared with. It is GPL-3 and not part of the product.
import type { EnglishDialect } from '../../src/language/english/dialect';

/** espeak's names for the dialects. British English is `en`; with `en-gb`, espeak silently keeps the previous voice. */
const VOICES: Readonly<Record<EnglishDialect, string>> = { 'en-us': 'en-us', 'en-gb': 'en' };
/** Separates words. With a space, espeak would join pairs such as "of the". */
const WORD_GAP = '\u00a0';
const WATCHED_EVENTS = ['uncaughtException', 'unhandledRejection'] as const;

type Phonemize = (text: string, language?: string) => Promise<string[]>;
let loading: Promise<Phonemize> | undefined;

/** Loads espeak-ng (WebAssembly) and removes the process-wide error handlers that it installs. */
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

/** espeak's IPA for words in context: one string for each word that espeak makes of them. */
export async function espeakWords(words: readonly string[], dialect: EnglishDialect): Promise<string[]> {
  loading ??= load();
  const phonemize = await loading;
  const clauses = await phonemize(words.join(WORD_GAP), VOICES[dialect]);
  return clauses.join(' ').split(/\s+/).filter(Boolean);
}
