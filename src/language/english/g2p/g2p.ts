import type { PhonemeOrigin, PhonemeSegment, SpokenToken } from '../../language';
import type { PartOfSpeech } from '../../partOfSpeech';
import type { Homographs } from './homographs';
import { classOf, type Context, type Pronouncer } from './pronouncer';
import { inflected } from './stems';
import { applyStress, PRIMARY, stressWeight, VOWELS } from './stress';
import type { Tagger } from './tagger';
import { isPronounceable, type UnknownWords } from './unknown';

const CONSONANTS: ReadonlySet<string> = new Set('bdfhjklmnpstvwzðŋɡɹɾʃʒʤʧθ');
const PAUSES: ReadonlySet<string> = new Set(';:,.!?—…');
/** Tags of short words inside compounds ("opt-in"). */
const CLOSED: ReadonlyMap<string, string> = new Map([
  ['in', 'IN'],
  ['to', 'TO'],
  ['a', 'DT'],
]);
/** Prefixes of compounds with secondary stress ("non-empty"). */
const PREFIXES: ReadonlyMap<string, readonly [us: string, gb: string]> = new Map([
  ['non', ['nˌɑn', 'nˌɒn']],
  ['multi', ['mˌʌlti', 'mˌʌlti']],
  ['re', ['ɹˌi', 'ɹˌiː']],
]);
/** Tags of words that form one phrase with a following noun. */
const NOMINAL = /^(?:DT|PRP\$|JJ[RS]?|NNP?S?|CD|VBN|VBG|POS)$/;
/** By the class of a tag. */
const PARTS_OF_SPEECH: ReadonlyMap<string, PartOfSpeech> = new Map([
  ['NOUN', 'noun'],
  ['VERB', 'verb'],
  ['ADJ', 'adjective'],
  ['ADV', 'adverb'],
]);
const NO_CONTEXT: Context = { vowel: false, to: false };
/** The pronunciation of a homograph in its context; undefined for other words. */
type Choose = (word: string) => string | undefined;
/** Spelled letters with an ending: "APIs", "API's". */
const LETTERS_WITH_S = /^(.*[^a-z'])('?s)$/su;

/**
 * English words → phonemes by the rules of misaki 0.9.4 (`G2P` in misaki/en.py). It works from the last word to the
 * first, because "the", "to" and others depend on the sound that follows.
 */
export class EnglishG2P {
  readonly #pronouncer: Pronouncer;
  readonly #british: boolean;
  readonly #tagger: Tagger;
  readonly #homographs: Homographs;
  readonly #unknown: UnknownWords;

  constructor(pronouncer: Pronouncer, british: boolean, tagger: Tagger, homographs: Homographs, unknown: UnknownWords) {
    this.#pronouncer = pronouncer;
    this.#british = british;
    this.#tagger = tagger;
    this.#homographs = homographs;
    this.#unknown = unknown;
  }

  async phonemize(tokens: readonly SpokenToken[]): Promise<PhonemeSegment[]> {
    const tags = this.#tagger.tag(tokens);
    let said = this.#sayAll(tokens, tags);
    // The model says all unknown words in one batch; the words before them depend on their first sound.
    if (await this.#unknown.settle()) said = this.#sayAll(tokens, tags);
    const apart = this.#shareInCompounds(tokens, said);
    return tokens.map(({ start, end, spaceBefore }, i) => ({
      start,
      end,
      spaceBefore: spaceBefore || apart.has(i),
      phonemes: finish(said[i] ?? ''),
      ...(NOMINAL.test(tags[i] ?? '') && /^(?:NN|CD)/.test(tags[i + 1] ?? '') && { proclitic: true }),
    }));
  }

  /**
   * Distributes stress over words that are written as one: "camelCase". If one of them is unknown, they become separate
   * words.
   * @returns the indexes of the tokens that are separate from the one before them
   */
  #shareInCompounds(tokens: readonly SpokenToken[], said: string[]): ReadonlySet<number> {
    const apart = new Set<number>();
    for (let start = 0, end = 1; start < tokens.length; start = end++) {
      while (end < tokens.length && !tokens[end]?.spaceBefore && isWord(tokens[end]) && isWord(tokens[end - 1])) end++;
      if (end - start === 1) continue;
      const words = tokens.slice(start, end);
      if (words.some((word) => !this.#isOrdinary(word))) for (let i = start + 1; i < end; i++) apart.add(i);
      else {
        const parts = words.map(({ text }, i) => ({ text, phonemes: said[start + i] ?? '' }));
        said.splice(start, end - start, ...shareStress(parts));
      }
    }
    return apart;
  }

  #isOrdinary({ kind, text, phonemes }: SpokenToken): boolean {
    if (kind !== 'word' || phonemes !== undefined) return true;
    return this.#pronouncer.say(text, '', NO_CONTEXT) !== undefined && !this.#pronouncer.isSupplement(text);
  }

  #sayAll(tokens: readonly SpokenToken[], tags: readonly string[]): string[] {
    const said: string[] = [];
    let context: Context = { vowel: undefined, to: false };
    for (let i = tokens.length - 1; i >= 0; i--) {
      const token = tokens[i];
      if (token === undefined) continue;
      const phonemes = this.#say(token, tokens, tags, i, context);
      said[i] = phonemes;
      context = contextBefore(phonemes, token.text, context);
    }
    return said;
  }

  #say(
    token: SpokenToken,
    tokens: readonly SpokenToken[],
    tags: readonly string[],
    i: number,
    context: Context,
  ): string {
    if (token.phonemes !== undefined) return token.phonemes;
    if (token.kind === 'punctuation') return token.text;
    if (token.kind === 'letters') return this.#spell(token.text);
    const word = this.#wordOf(token);
    const homograph = (part: string): string | undefined =>
      this.#homographs.choose(part.toLowerCase(), tokens, tags, i);
    const said = this.#word(word, tags[i] ?? '', context, homograph);
    return token.stressed === true ? applyStress(said, 2) : said;
  }

  #wordOf({ text }: SpokenToken): string {
    const written = text.normalize('NFKC').replace(/[‘’]/g, "'");
    // A word in capitals ("CHANGES") is not spelled, even if the lexicon has only its stem.
    return /^\p{Lu}{4,}$/u.test(written) && !this.#pronouncer.isListed(written) ? written.toLowerCase() : written;
  }

  /** What decides how each token sounds. */
  origins(tokens: readonly SpokenToken[]): PhonemeOrigin[] {
    const tags = this.#tagger.tag(tokens);
    return tokens.map((token, i) => {
      if (token.phonemes !== undefined) return 'given';
      if (token.kind !== 'word') return token.kind === 'letters' ? 'letters' : 'rules';
      const written = this.#wordOf(token);
      if (this.#homographs.choose(written.toLowerCase(), tokens, tags, i) !== undefined) return 'homograph';
      const isKnown = (word: string): boolean => this.#pronouncer.say(word, tags[i] ?? '', NO_CONTEXT) !== undefined;
      const word = withoutAccents(written);
      const parts = word.split(/[-‐‑]+/).filter(Boolean);
      if (isKnown(written) || isKnown(word) || parts.every(isKnown)) return 'lexicon';
      return parts.some((part) => isPronounceable(part.toLowerCase())) ? 'guessed' : 'letters';
    });
  }

  partsOfSpeech(tokens: readonly SpokenToken[]): (PartOfSpeech | undefined)[] {
    return this.#tagger.tag(tokens).map((tag) => PARTS_OF_SPEECH.get(classOf(tag)));
  }

  #word(word: string, tag: string, context: Context, homograph: Choose): string {
    const known = this.#known(word, tag, context, homograph);
    if (known !== undefined) return known;
    const plain = withoutAccents(word);
    if (plain !== word) return this.#word(plain, tag, context, homograph);
    if (/[-‐‑]/.test(word)) return this.#compound(word.split(/[-‐‑]+/).filter(Boolean), tag, context, homograph);
    return this.#unknown.say(word);
  }

  #known(word: string, tag: string, context: Context, homograph: Choose): string | undefined {
    const chosen = homograph(word);
    if (chosen === undefined) return this.#pronouncer.say(word, tag, context);
    return word === word.toLowerCase() ? chosen : applyStress(chosen, word === word.toUpperCase() ? 2 : 0.5);
  }

  #spell(text: string): string {
    const [, letters = text, ending] = LETTERS_WITH_S.exec(text) ?? [];
    const said = this.#pronouncer.spell(letters) ?? '';
    return ending === undefined || said === '' ? said : inflected(said, letters, 's', this.#british);
  }

  /**
   * A word with hyphens: its longest known parts, from the last to the first, of which the lighter half lose primary
   * stress. If one is unknown, each keeps its stress, because misaki leaves the whole word to espeak then.
   */
  #compound(parts: readonly string[], tag: string, after: Context, homograph: Choose): string {
    const said: { text: string; phonemes: string }[] = [];
    let context = after;
    let allKnown = true;
    for (let right = parts.length; right > 0;) {
      let left = 0;
      let phonemes: string | undefined;
      for (; left < right && phonemes === undefined; left++) {
        const text = parts.slice(left, right).join('-');
        phonemes =
          right < parts.length && text === parts[right - 1]
            ? PREFIXES.get(text.toLowerCase())?.[this.#british ? 1 : 0]
            : undefined;
        phonemes ??= this.#known(text, CLOSED.get(text) ?? (right === parts.length ? tag : ''), context, homograph);
      }
      const text = parts.slice(left - 1, right).join('-');
      allKnown &&= phonemes !== undefined && !this.#pronouncer.isSupplement(text);
      phonemes ??= this.#unknown.say(parts[right - 1] ?? '');
      said.unshift({ text, phonemes });
      context = contextBefore(phonemes, text, context);
      right = left - 1;
    }
    return (allKnown ? shareStress(said) : said.map(({ phonemes }) => phonemes)).join('');
  }
}

function isWord(token: SpokenToken | undefined): boolean {
  return token !== undefined && token.kind !== 'punctuation';
}

/** Leaves primary stress on at most half of a compound's parts: misaki's `resolve_tokens`. */
function shareStress(parts: readonly { text: string; phonemes: string }[]): string[] {
  const said = parts.map(({ phonemes }) => phonemes);
  const order = said
    .map((phonemes, i) => ({ i, primary: Number(phonemes.includes(PRIMARY)), weight: stressWeight(phonemes) }))
    .filter(({ i }) => said[i] !== '');
  const demote = (i: number): void => {
    said[i] = applyStress(said[i] ?? '', -0.5);
  };
  const [first, second] = order;
  if (order.length === 2 && first && second && parts[first.i]?.text.length === 1) demote(second.i);
  else if (order.length >= 2 && order.filter(({ primary }) => primary).length > (order.length + 1) >> 1) {
    order.sort((a, b) => a.primary - b.primary || a.weight - b.weight || a.i - b.i);
    for (const { i } of order.slice(0, order.length >> 1)) demote(i);
  }
  return said;
}

/** The context of the word before one with these phonemes. */
function contextBefore(phonemes: string, text: string, after: Context): Context {
  const sound = Array.from(phonemes).find(
    (symbol) => VOWELS.has(symbol) || CONSONANTS.has(symbol) || PAUSES.has(symbol),
  );
  const vowel = sound === undefined ? after.vowel : PAUSES.has(sound) ? undefined : VOWELS.has(sound);
  return { vowel, to: text.toLowerCase() === 'to' };
}

function withoutAccents(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ø', 'o').replaceAll('ß', 'ss').replaceAll('æ', 'ae');
}

/** Kokoro v1.0 writes the flap as T and has no glottal stop. */
function finish(phonemes: string): string {
  return phonemes.replaceAll('ɾ', 'T').replaceAll('ʔ', 't');
}
