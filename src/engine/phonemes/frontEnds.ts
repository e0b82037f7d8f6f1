import { English } from './english';
import type { Language, LanguageCode } from './language';
import { requireSpoken, type SpokenLanguage } from './languages';

// Apart from languages.ts, so that what only needs a language's name does not load its front end.
const FRONT_ENDS: Readonly<Record<SpokenLanguage, () => Language>> = {
  'en-us': () => new English('en-us'),
  'en-gb': () => new English('en-gb'),
};

/** The front end of a language; throws `language-unsupported` for languages that are not spoken yet. */
export function createLanguage(code: LanguageCode): Language {
  return FRONT_ENDS[requireSpoken(code)]();
}
