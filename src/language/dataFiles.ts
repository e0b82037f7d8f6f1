import type { LanguageCode } from './language';

const EMOJI = 'emoji.br';
const english = (code: 'en-us' | 'en-gb'): readonly string[] => [
  ...[`${code}.lexicon.br`, 'english.br', 'homographs.br', 'tagger.br', EMOJI],
  'letter-to-sound.onnx',
];

/** The data files that each front end asks its host for. Mandarin and Japanese read Latin words as English. */
export const DATA_FILES: Readonly<Record<LanguageCode, readonly string[]>> = {
  'en-us': english('en-us'),
  'en-gb': english('en-gb'),
  es: ['es.words.br', EMOJI],
  fr: ['fr.words.br', EMOJI],
  hi: ['hi.words.br', EMOJI],
  it: ['it.words.br', EMOJI],
  ja: ['japanese.bin', 'japanese.br', ...english('en-gb')],
  'pt-br': ['pt-br.words.br', EMOJI],
  zh: ['chinese.bin', 'chinese.br', ...english('en-us')],
};
