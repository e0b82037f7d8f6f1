import { English } from './english/english';
import type { Language, LanguageCode } from './language';
import { requireSpoken, type SpokenLanguage } from './languages';

// Apart from languages.ts, so that what only needs a language's name does not load its front end.
const FRONT_ENDS: Readonly<Record<SpokenLanguage, () => Promise<Language>>> = {
  'en-us': () => English.load('en-us'),
  'en-gb': () => English.load('en-gb'),
};
const loaded = new Map<SpokenLanguage, Promise<Language>>();

/**
 * The front end of a language, loaded once; its data is read when it is first asked for.
 * @throws KokoroError `language-unsupported` for languages that are not spoken yet
 */
export async function loadLanguage(code: LanguageCode): Promise<Language> {
  const spoken = requireSpoken(code);
  const known = loaded.get(spoken);
  if (known) return known;
  const loading = FRONT_ENDS[spoken]();
  loaded.set(spoken, loading);
  loading.catch(() => loaded.delete(spoken)); // to be tried again
  return loading;
}
