import type { ChineseModel } from './chinese/chinese';
import { loadEmojiNames } from './emojiNames';
import type { LanguageHost } from './host';
import type { Language, LanguageCode } from './language';
import { loadRuleData } from './ruleBased/g2p/ruleData';

/** Only the vocabulary of Kokoro v1.1-zh contains Bopomofo. */
const BOPOMOFO = 'ㄅ';

/** Loads each front end once, when it is first needed. */
export class LanguageLoader {
  readonly #host: LanguageHost;
  readonly #loaded = new Map<string, Promise<Language>>();

  constructor(host: LanguageHost) {
    this.#host = host;
  }

  /** The front end of a language. @throws Error when its data is missing or damaged; the next call tries again */
  load(code: LanguageCode): Promise<Language> {
    return this.#once(code, () => this.#create(code));
  }

  /** The front end for a model with this vocabulary, which decides how Mandarin is transcribed. */
  loadFor(code: LanguageCode, vocabulary: ReadonlyMap<string, number>): Promise<Language> {
    return code === 'zh' && vocabulary.has(BOPOMOFO) ? this.loadChinese('v1.1-zh') : this.load(code);
  }

  /** Mandarin for a generation of the model; American English reads its Latin words. */
  loadChinese(model: ChineseModel): Promise<Language> {
    if (model === 'v1.0') return this.load('zh');
    return this.#once(model, () => this.#createChinese(model));
  }

  // Dynamic imports: a module is evaluated only when its language is needed.
  async #create(code: LanguageCode): Promise<Language> {
    const host = this.#host;
    switch (code) {
      case 'en-us':
      case 'en-gb':
        return (await import('./english/english')).English.load(host, code);
      case 'es':
        return (await import('./spanish/spanish')).createSpanish(await loadRuleData(host, code));
      case 'fr':
        return (await import('./french/french')).createFrench(await loadRuleData(host, code));
      case 'hi':
        return (await import('./hindi/hindi')).createHindi(await loadRuleData(host, code));
      case 'it':
        return (await import('./italian/italian')).createItalian(await loadRuleData(host, code));
      case 'ja':
        // Japanese borrowed English words with sounds close to the British ones.
        return (await import('./japanese/japanese')).Japanese.load(
          host,
          () => this.load('en-gb'),
          await loadEmojiNames(host, code),
        );
      case 'pt-br':
        return (await import('./portuguese/portuguese')).createPortuguese(await loadRuleData(host, code));
      case 'zh':
        return this.#createChinese('v1.0');
    }
  }

  async #createChinese(model: ChineseModel): Promise<Language> {
    const { Chinese } = await import('./chinese/chinese');
    const [english, emoji] = await Promise.all([this.load('en-us'), loadEmojiNames(this.#host, 'zh')]);
    return Chinese.load(this.#host, { model, english, emoji });
  }

  #once(key: string, create: () => Promise<Language>): Promise<Language> {
    const known = this.#loaded.get(key);
    if (known) return known;
    const loading = create();
    this.#loaded.set(key, loading);
    loading.catch(() => this.#loaded.delete(key));
    return loading;
  }
}
