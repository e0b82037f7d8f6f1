import { dataFile } from '../engine/dataFolder';
import { Chinese, type ChineseModel } from './chinese/chinese';
import { loadRuleData } from './ruleBased/g2p/ruleData';
import { loadEmojiNames } from './emojiNames';
import { English } from './english/english';
import type { Language, LanguageCode } from './language';

// Apart from languages.ts, so that what only needs a language's name does not load its front end.
const FRONT_ENDS: Readonly<Record<LanguageCode, () => Promise<Language>>> = {
  'en-us': () => English.load('en-us'),
  'en-gb': () => English.load('en-gb'),
  // Each with its exceptions, which are read only when the language is.
  es: async () => (await import('./spanish/spanish')).createSpanish(await loadRuleData('es')),
  fr: async () => (await import('./french/french')).createFrench(await loadRuleData('fr')),
  hi: async () => (await import('./hindi/hindi')).createHindi(await loadRuleData('hi')),
  it: async () => (await import('./italian/italian')).createItalian(await loadRuleData('it')),
  ja: async () => {
    const { Japanese } = await import('./japanese/japanese');
    // Words of English came to Japan in their British sounds, or in what is nearer to them.
    return Japanese.load(dataFile('japanese.bin'), () => loadLanguage('en-gb'), await loadEmojiNames('ja'));
  },
  'pt-br': async () => (await import('./portuguese/portuguese')).createPortuguese(await loadRuleData('pt-br')),
  zh: () => loadChinese('v1.0'),
};
const loaded = new Map<LanguageCode, Promise<Language>>();
let chineseV11: Promise<Language> | undefined;

/** The front end of a language for a model: Mandarin is written in Bopomofo for models whose vocabulary has it (v1.1-zh). */
export function loadLanguageFor(code: LanguageCode, vocabulary: ReadonlyMap<string, number>): Promise<Language> {
  if (code !== 'zh' || !vocabulary.has('ㄅ')) return loadLanguage(code);
  return (chineseV11 ??= loadChinese('v1.1-zh').catch((error: unknown) => {
    chineseV11 = undefined; // to be tried again
    throw error;
  }));
}

/** Mandarin for a generation of the model, with American English for the Latin words in it. */
export async function loadChinese(model: ChineseModel): Promise<Language> {
  const [english, emoji] = await Promise.all([loadLanguage('en-us'), loadEmojiNames('zh')]);
  return Chinese.load(dataFile('chinese.bin'), { model, english, emoji });
}

/** The front end of a language, loaded once; its data is read when it is first asked for. */
export async function loadLanguage(code: LanguageCode): Promise<Language> {
  const known = loaded.get(code);
  if (known) return known;
  const loading = FRONT_ENDS[code]();
  loaded.set(code, loading);
  loading.catch(() => loaded.delete(code)); // to be tried again
  return loading;
}
