import { dataFile } from '../dataFolder';
import { Chinese, type ChineseModel } from './chinese/chinese';
import { English } from './english/english';
import type { Language, LanguageCode } from './language';
import { requireSpoken, type SpokenLanguage } from './languages';

// Apart from languages.ts, so that what only needs a language's name does not load its front end.
const FRONT_ENDS: Readonly<Record<SpokenLanguage, () => Promise<Language>>> = {
  'en-us': () => English.load('en-us'),
  'en-gb': () => English.load('en-gb'),
  // Each with its exceptions, which are read only when the language is.
  es: async () => (await import('./byRule/spanish')).createSpanish(),
  fr: async () => (await import('./byRule/french')).createFrench(),
  hi: async () => (await import('./byRule/hindi')).createHindi(),
  it: async () => (await import('./byRule/italian')).createItalian(),
  'pt-br': async () => (await import('./byRule/portuguese')).createPortuguese(),
  zh: () => loadChinese('v1.0'),
};
const loaded = new Map<SpokenLanguage, Promise<Language>>();
let chineseV11: Promise<Language> | undefined;

/**
 * The front end of a language for a model: Mandarin is written in Bopomofo for models whose vocabulary has it (v1.1-zh).
 * @throws KokoroError `language-unsupported` for languages that are not spoken yet
 */
export function loadLanguageFor(code: LanguageCode, vocabulary: ReadonlyMap<string, number>): Promise<Language> {
  if (code !== 'zh' || !vocabulary.has('ㄅ')) return loadLanguage(code);
  return (chineseV11 ??= loadChinese('v1.1-zh').catch((error: unknown) => {
    chineseV11 = undefined; // to be tried again
    throw error;
  }));
}

/** Mandarin for a generation of the model, with American English for the Latin words in it. */
export async function loadChinese(model: ChineseModel): Promise<Language> {
  return Chinese.load(dataFile('chinese.bin'), { model, english: await loadLanguage('en-us') });
}

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
