import type { MappedText } from '../../document/mappedText';
import { isKnown } from '../../kokoro/vocabulary';
import { separateNumbers } from '../adjacentNumbers';
import { type EmojiNames, NO_EMOJI } from '../emoji';
import type { EmojiMode } from '../emojiMode';
import { normalizeFolded } from '../foldedText';
import { withGivenPronunciations } from '../givenPronunciations';
import type { Language, LanguageCode, PhonemeOrigin, PhonemeSegment, SpokenToken } from '../language';
import { splitSentences } from '../sentences';
import { IN_NAMES, type WordTable } from './g2p/ruleData';
import { normalizeWith } from './normalization/normalize';
import type { VerbalizationRules } from './normalization/verbalizationRules';

/** Size of the cache of words' phonemes. */
const MAX_CACHED = 5000;

/** A word in a clause: the words between two pauses. */
export interface ClauseWord {
  /** Lower case, NFC. */
  readonly text: string;
  /** As in isolation; `connectWords` adapts it to its neighbours. */
  phonemes: string;
}

/** How a rule-based language is verbalized and pronounced. */
export interface PronunciationRules {
  code: LanguageCode;
  rules: VerbalizationRules;
  /** Lower-case words that begin a phrase. */
  phraseBoundaryWords: ReadonlySet<string>;
  /** Words that the rules get wrong, and English words. */
  words: WordTable;
  emoji: EmojiNames;
  /** The phonemes of a word in isolation, by the rules. */
  pronounce(text: string): string;
  /** In languages with elision: the phonemes of the elided word, "l'" in "l'homme". */
  pronounceElided?(text: string): string;
  /** The phonemes of a hyphenated word, in languages where its parts sound different together. */
  pronounceHyphenated?(parts: readonly Readonly<ClauseWord>[]): string;
  /** The phonemes of letter names. */
  letters: Readonly<Record<string, string>>;
  /** The phonemes for the plural "s" of "CPUs". */
  pluralEnding: string;
  /** Matches letters that are spelled as separate words: "CPU" in Hindi. */
  spelledApart?: RegExp;
  /** Applies liaison, assimilation and sentence stress to the words of a clause. */
  connectWords(words: ClauseWord[]): void;
}

/** A language pronounced by rules and a lexicon of exceptions. */
export class RuleBasedLanguage implements Language {
  readonly code: LanguageCode;
  readonly phraseBoundaryWords: ReadonlySet<string>;
  readonly #pronunciation: PronunciationRules;
  readonly #cache = new Map<string, string>();

  constructor(pronunciation: PronunciationRules) {
    this.code = pronunciation.code;
    this.phraseBoundaryWords = pronunciation.phraseBoundaryWords;
    this.#pronunciation = pronunciation;
  }

  splitSentences(text: MappedText): MappedText[] {
    return splitSentences(text, this.#pronunciation.rules.sentences);
  }

  normalize(sentence: string, emoji: EmojiMode = 'read'): SpokenToken[] {
    const { rules, emoji: names } = this.#pronunciation;
    return normalizeFolded(sentence, (plain) =>
      withGivenPronunciations(plain, (text) =>
        separateNumbers(text, normalizeWith(rules, text, emoji === 'skip' ? NO_EMOJI : names)),
      ),
    );
  }

  phonemize(tokens: readonly SpokenToken[]): Promise<PhonemeSegment[]> {
    const words = tokens.map((token) => this.#clauseWord(token));
    for (const [start, end] of identifiers(tokens)) this.#pronounceIdentifier(words.slice(start, end));
    let clause: ClauseWord[] = [];
    tokens.forEach((token, i) => {
      const word = words[i];
      if (word && token.kind !== 'punctuation' && token.phonemes === undefined) clause.push(word);
      else {
        this.#pronunciation.connectWords(clause);
        clause = [];
      }
    });
    this.#pronunciation.connectWords(clause);
    const segments = tokens.map(({ start, end, spaceBefore }, i) => {
      const phonemes = Array.from((words[i]?.phonemes ?? '').replace(/[õũãĩẽ]/gu, (nasal) => nasal.normalize('NFD')))
        .filter(isKnown)
        .join('');
      return { start, end, phonemes, spaceBefore: spaceBefore && phonemes !== '' };
    });
    return Promise.resolve(segments);
  }

  origins(tokens: readonly SpokenToken[]): PhonemeOrigin[] {
    return tokens.map(({ kind, text, phonemes }) => {
      if (phonemes !== undefined) return 'given';
      if (kind === 'letters') return 'letters';
      return this.#lookUp(text.normalize('NFC').toLowerCase()) === undefined ? 'rules' : 'lexicon';
    });
  }

  #clauseWord({ kind, text, phonemes }: SpokenToken): ClauseWord {
    if (phonemes !== undefined) return { text: '', phonemes };
    if (kind === 'punctuation') return { text: '', phonemes: text };
    const word = text.normalize('NFC').toLowerCase();
    return { text: word, phonemes: kind === 'letters' ? this.#spell(text) : this.#pronounceAlone(word) };
  }

  /**
   * Pronounces an identifier as one word if the lexicon has it (GitHub), or in English if every part is an English
   * word.
   */
  #pronounceIdentifier(parts: readonly ClauseWord[]): void {
    const { words } = this.#pronunciation;
    const whole = words.get(parts.map(({ text }) => text).join(''));
    const said = whole === undefined ? parts.map(({ text }) => words.get(IN_NAMES + text) ?? words.get(text)) : [whole];
    if (said.includes(undefined)) return;
    parts.forEach((part, i) => {
      part.phonemes = said[i] ?? '';
    });
  }

  #pronounceAlone(word: string): string {
    let phonemes = this.#cache.get(word);
    if (phonemes === undefined) {
      phonemes = this.#lookUp(word) ?? this.#pronounceParts(word);
      if (this.#cache.size >= MAX_CACHED) this.#cache.clear();
      this.#cache.set(word, phonemes);
    }
    return phonemes;
  }

  #lookUp(word: string): string | undefined {
    return this.#pronunciation.words.get(word);
  }

  #pronounceParts(word: string): string {
    const pronunciation = this.#pronunciation;
    if (Object.hasOwn(pronunciation.letters, word)) return pronunciation.letters[word] ?? '';
    const parts = word.split('-').filter(Boolean);
    if (parts.length > 1) {
      const said = parts.map((part) => ({ text: part, phonemes: this.#pronounceAlone(part) }));
      if (parts.every((part) => part.length > 2)) this.#pronounceIdentifier(said);
      return pronunciation.pronounceHyphenated?.(said) ?? said.map(({ phonemes }) => phonemes).join('');
    }
    const whole = parts[0] ?? '';
    const cut = whole.lastIndexOf("'") + 1;
    if (pronunciation.pronounceElided === undefined || cut === 0) return pronunciation.pronounce(whole);
    const rest = whole.slice(cut);
    return pronunciation.pronounceElided(whole.slice(0, cut)) + (this.#lookUp(rest) ?? pronunciation.pronounce(rest));
  }

  /** Spells letters as one word with the stress on the last letter's name: HTML. */
  #spell(text: string): string {
    const { letters, pluralEnding, spelledApart } = this.#pronunciation;
    const bare = text.replace(/(?<=\p{Lu})s$/u, '');
    const names = Array.from(bare.toLowerCase(), (letter) =>
      Object.hasOwn(letters, letter) ? letters[letter] : '',
    ).filter(Boolean);
    const ending = bare === text ? '' : pluralEnding;
    if (spelledApart?.test(bare) === true) return names.join(' ') + ending;
    const weak = names.slice(0, -1).map((name) => name?.replace(/ˈ/gu, 'ˌ'));
    return [...weak, names.at(-1), ending].join('');
  }
}

/** Parses a table of letter names: "a:ˈa b:bˈe" → { a: 'ˈa', b: 'bˈe' }. */
export function letterNames(names: string): Readonly<Record<string, string>> {
  return Object.fromEntries(names.split(' ').map((pair) => pair.split(':') as [string, string]));
}

/** Finds identifiers such as `userName`: ranges of tokens (end exclusive) with nothing between them in the text. */
function identifiers(tokens: readonly SpokenToken[]): [start: number, end: number][] {
  // The words for a symbol are longer than the symbol itself.
  const isPart = ({ kind, text, start, end }: SpokenToken): boolean => kind === 'word' && text.length === end - start;
  const found: [number, number][] = [];
  let first = 0;
  tokens.forEach((token, i) => {
    const next = tokens[i + 1];
    if (next && isPart(token) && isPart(next) && next.start === token.end) return;
    if (i > first) found.push([first, i + 1]);
    first = i + 1;
  });
  return found;
}
