import type { MappedText } from '../../document/mappedText';
import { isKnown } from '../../kokoro/vocabulary';
import { type EmojiNames, NO_EMOJI } from '../emoji';
import type { EmojiMode } from '../emojiMode';
import type { Language, LanguageCode, PhonemeSegment, SpokenToken } from '../language';
import { splitSentences } from '../sentences';
import { IN_NAMES, type WordTable } from './g2p/ruleData';
import { normalizeWith } from './normalization/normalize';
import type { VerbalizationRules } from './normalization/verbalizationRules';

/** Words whose phonemes are kept: prose repeats itself. */
const MAX_KEPT = 5000;

/** A word between two pauses. */
export interface ClauseWord {
  /** In lower case, composed (NFC). */
  readonly text: string;
  /** As said alone; what the words around it make of it goes here. */
  phonemes: string;
}

/** What there is to know of a language that is pronounced by rules. */
export interface PronunciationRules {
  code: LanguageCode;
  rules: VerbalizationRules;
  /** Words (lower case) that lean on what follows. */
  phraseBoundaryWords: ReadonlySet<string>;
  /** Words that the rules do not get right, and English ones. */
  words: WordTable;
  emoji: EmojiNames;
  /** Phonemes of a word said alone, by the rules. */
  pronounce(text: string): string;
  /** Where words lean on the next with an apostrophe: phonemes of the first one, "l'" of "l'homme". */
  pronounceElided?(text: string): string;
  /** Phonemes of a word with hyphens, where its parts are not said as they are alone. */
  pronounceHyphenated?(parts: readonly Readonly<ClauseWord>[]): string;
  /** Phonemes of the names of letters. */
  letters: Readonly<Record<string, string>>;
  /** What is said at the end of a plural such as "CPUs". */
  pluralEnding: string;
  /** Letters that are spelled as words of their own, not as one: "CPU" in Hindi. */
  spelledApart?: RegExp;
  /** What neighbours and the rhythm of the phrase change in the words between two pauses. */
  connectWords(words: ClauseWord[]): void;
}

/** A language that is read by rules and a lexicon of exceptions. */
export class RuleBasedLanguage implements Language {
  readonly code: LanguageCode;
  readonly phraseBoundaryWords: ReadonlySet<string>;
  readonly #pronunciation: PronunciationRules;
  readonly #kept = new Map<string, string>();

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
    return normalizeWith(rules, sentence, emoji === 'skip' ? NO_EMOJI : names);
  }

  phonemize(tokens: readonly SpokenToken[]): Promise<PhonemeSegment[]> {
    const words = tokens.map((token) => this.#wordOf(token));
    for (const [start, end] of identifiers(tokens)) this.#sayName(words.slice(start, end));
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
    const runs = tokens.map(({ start, end, spaceBefore }, i) => {
      const phonemes = Array.from((words[i]?.phonemes ?? '').replace(/[õũãĩẽ]/gu, (nasal) => nasal.normalize('NFD')))
        .filter(isKnown)
        .join('');
      return { start, end, phonemes, spaceBefore: spaceBefore && phonemes !== '' };
    });
    return Promise.resolve(runs);
  }

  #wordOf({ kind, text, phonemes }: SpokenToken): ClauseWord {
    if (phonemes !== undefined) return { text: '', phonemes };
    if (kind === 'punctuation') return { text: '', phonemes: text };
    const word = text.normalize('NFC').toLowerCase();
    return { text: word, phonemes: kind === 'letters' ? this.#spell(text) : this.#wordAlone(word) };
  }

  /** Says a name of code as one word where it is known as such (GitHub), or in English where each part could be that. */
  #sayName(parts: readonly ClauseWord[]): void {
    const { words } = this.#pronunciation;
    const whole = words.get(parts.map(({ text }) => text).join(''));
    const said = whole === undefined ? parts.map(({ text }) => words.get(IN_NAMES + text) ?? words.get(text)) : [whole];
    if (said.includes(undefined)) return;
    parts.forEach((part, i) => {
      part.phonemes = said[i] ?? '';
    });
  }

  #wordAlone(word: string): string {
    let phonemes = this.#kept.get(word);
    if (phonemes === undefined) {
      phonemes = this.#known(word) ?? this.#byParts(word);
      if (this.#kept.size >= MAX_KEPT) this.#kept.clear();
      this.#kept.set(word, phonemes);
    }
    return phonemes;
  }

  #known(word: string): string | undefined {
    return this.#pronunciation.words.get(word);
  }

  #byParts(word: string): string {
    const pronunciation = this.#pronunciation;
    if (Object.hasOwn(pronunciation.letters, word)) return pronunciation.letters[word] ?? '';
    const parts = word.split('-').filter(Boolean);
    if (parts.length > 1) {
      const said = parts.map((part) => ({ text: part, phonemes: this.#wordAlone(part) }));
      if (parts.every((part) => part.length > 2)) this.#sayName(said);
      return pronunciation.pronounceHyphenated?.(said) ?? said.map(({ phonemes }) => phonemes).join('');
    }
    const whole = parts[0] ?? '';
    const cut = whole.lastIndexOf("'") + 1;
    if (pronunciation.pronounceElided === undefined || cut === 0) return pronunciation.pronounce(whole);
    const rest = whole.slice(cut);
    return pronunciation.pronounceElided(whole.slice(0, cut)) + (this.#known(rest) ?? pronunciation.pronounce(rest));
  }

  /** Letters as one word with the stress on the last one's name: HTML. */
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

/** A table of the names of letters: "a:ˈa b:bˈe" → { a: 'ˈa', b: 'bˈe' }. */
export function letterNames(names: string): Readonly<Record<string, string>> {
  return Object.fromEntries(names.split(' ').map((pair) => pair.split(':') as [string, string]));
}

/** Where names of code such as `userName` are: ranges of words, first and past the last, that touch in the text. */
function identifiers(tokens: readonly SpokenToken[]): [start: number, end: number][] {
  // What a symbol is called is longer than the symbol.
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
