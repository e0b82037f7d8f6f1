import type { LanguageCode } from './language';

const EMOJI = 'emoji.br';
const ENGLISH = [
  ...['english.lexicon.br', 'english.br', 'homographs.br', 'tagger.br', EMOJI],
  'letter-to-sound.onnx',
] as const;

/** The data files that each front end asks its host for. Mandarin and Japanese read Latin words as English. */
export const DATA_FILES: Readonly<Record<LanguageCode, readonly string[]>> = {
  'en-us': ENGLISH,
  'en-gb': ENGLISH,
  es: ['es.words.br', EMOJI],
  fr: ['fr.words.br', EMOJI],
  hi: ['hi.words.br', EMOJI],
  it: ['it.words.br', EMOJI],
  ja: ['japanese.bin', 'japanese.br', ...ENGLISH],
  'pt-br': ['pt-br.words.br', EMOJI],
  zh: ['chinese.bin', 'chinese.br', ...ENGLISH],
};
