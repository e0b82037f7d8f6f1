import type { SourceRange } from '../../common/range';
import { trimEndOf } from '../../common/trimEndOf';
import type { MappedText } from '../../document/mappedText';
import { VOCABULARY } from '../../kokoro/vocabulary';
import { VOCABULARY_V11 } from '../../kokoro/vocabularyV11';
import { separateNumbers } from '../adjacentNumbers';
import { type EmojiNames, NO_EMOJI } from '../emoji';
import type { EmojiMode } from '../emojiMode';
import { normalizeFolded } from '../foldedText';
import { withGivenPronunciations } from '../givenPronunciations';
import type { LanguageHost } from '../host';
import type { Language, PhonemeOrigin, PhonemeSegment, SpokenToken } from '../language';
import { LATIN_SENTENCES } from '../sentenceHabits';
import { splitSentences } from '../sentences';
import { mergeErhua, soundToBopomofo } from './g2p/bopomofo';
import { readChineseData } from './g2p/data';
import { syllableToIpa } from './g2p/ipa';
import { mergeForTones } from './g2p/merge';
import type { Readings } from './g2p/readings';
import { changeTones } from './g2p/sandhi';
import { Segmenter } from './g2p/segmenter';
import { isForeign, soundOf } from './g2p/tagged';
import { ChineseNormalizer } from './normalization/normalize';
import { type ChineseTables, readChineseTables, type ToneWords } from './tables';
import { wordSet } from '../wordSet';

/** The generation of the Kokoro model: each writes Chinese in its own symbols. */
export type ChineseModel = 'v1.0' | 'v1.1-zh';

export interface ChineseOptions {
  model: ChineseModel;
  /** Reads Latin letters; without it, they are silent. */
  english?: Language;
  /** Names of emoji; without them, emoji are silent. */
  emoji?: EmojiNames;
}

/** Conjunctions, prepositions and the like, which belong to the phrase that follows. */
const PHRASE_BOUNDARY_WORDS = wordSet(
  '和 与 及 以及 或 或者 而 而且 并 并且 但 但是 不过 然而 可是 因为 由于 所以 因此 如果 若 假如 要是 虽然 尽管 即使 只要 只有 ' +
    '除非 那么 则 就 才 也 还 又 再 都 在 从 自 向 往 对 对于 关于 为 为了 把 将 被 让 使 给 用 通过 根据 按照 当 比 跟 同 ' +
    '是 会 能 可以 应该 必须 需要',
);

/** Marks with a space before them. */
const OPENING: ReadonlySet<string> = new Set(['(', '“', '—']);

/** A word, its phonemes, and its range in the text. */
interface Word extends SourceRange {
  phonemes: string;
  /** False for punctuation and for characters without a reading. */
  chinese: boolean;
}

/** Mandarin Chinese. An English front end reads stretches of Latin letters. */
export class Chinese implements Language {
  readonly code = 'zh';
  readonly phraseBoundaryWords = PHRASE_BOUNDARY_WORDS;
  readonly #model: ChineseModel;
  readonly #segmenter: Segmenter;
  readonly #readings: Readings;
  readonly #toneWords: ToneWords;
  readonly #normalizer: ChineseNormalizer;
  readonly #english: Language | undefined;
  readonly #emoji: EmojiNames;
  readonly #vocabulary: ReadonlyMap<string, number>;

  private constructor(
    { model, english, emoji = NO_EMOJI }: ChineseOptions,
    segmenter: Segmenter,
    readings: Readings,
    tables: ChineseTables,
  ) {
    this.#model = model;
    this.#emoji = emoji;
    this.#segmenter = segmenter;
    this.#readings = readings;
    this.#toneWords = tables.toneWords;
    this.#normalizer = new ChineseNormalizer(tables, (code) => readings.has(code));
    this.#english = english;
    this.#vocabulary = model === 'v1.0' ? VOCABULARY : VOCABULARY_V11;
  }

  /** @throws Error when its data is missing or damaged */
  static async load(host: LanguageHost, options: ChineseOptions): Promise<Chinese> {
    const data = readChineseData(await host.readData('chinese.bin'), options.model === 'v1.0' ? 'small' : 'large');
    // The training text of v1.1-zh reads 地 alone as the particle.
    if (options.model === 'v1.1-zh') data.readings.override('地', 'de5');
    const segmenter = new Segmenter(data.words, data.wordModel, data.taggedModel);
    return new Chinese(options, segmenter, data.readings, readChineseTables(await host.readData('chinese.br')));
  }

  splitSentences(text: MappedText): MappedText[] {
    return splitSentences(text, LATIN_SENTENCES);
  }

  normalize(sentence: string, emoji: EmojiMode = 'read'): SpokenToken[] {
    const names = emoji === 'skip' ? NO_EMOJI : this.#emoji;
    return normalizeFolded(sentence, (plain) =>
      withGivenPronunciations(plain, (text) => this.#normalizePlain(text, names)),
    );
  }

  #normalizePlain(sentence: string, names: EmojiNames): SpokenToken[] {
    const tokens: SpokenToken[] = [];
    for (const stretch of this.#normalizer.normalize(sentence, names)) {
      if (stretch.kind === 'chinese') {
        const { said, classes } = stretch;
        let next = 0;
        for (const word of this.#words(said.text)) {
          const text = said.text.slice(word.start, word.end);
          const kind = word.chinese ? 'word' : 'punctuation';
          while ((classes[next]?.end ?? Infinity) <= word.start) next++;
          const semiotic = (classes[next]?.start ?? Infinity) < word.end ? classes[next]?.semiotic : undefined;
          tokens.push({
            kind,
            text,
            ...said.sourceRange(word.start, word.end),
            ...(semiotic !== undefined && { semiotic }),
            spaceBefore:
              /\s/.test(said.text[word.start - 1] ?? '') ||
              (word.start === 0 && stretch.spaceBefore && (word.chinese || OPENING.has(text))),
          });
        }
      } else {
        const english = this.#english?.normalize(stretch.text) ?? [];
        english.forEach((token, i) => {
          tokens.push({
            ...token,
            ...(stretch.semiotic !== undefined && { semiotic: stretch.semiotic }),
            start: stretch.start + (stretch.isName === true ? 0 : token.start),
            end: stretch.isName === true ? stretch.end : stretch.start + token.end,
            spaceBefore: i === 0 ? tokens.at(-1)?.kind === 'word' || stretch.spaceBefore : token.spaceBefore,
          });
        });
      }
    }
    return separateNumbers(sentence, tokens);
  }

  async phonemize(tokens: readonly SpokenToken[]): Promise<PhonemeSegment[]> {
    const segments: PhonemeSegment[] = [];
    let before: SpokenToken | undefined;
    for (const { foreign, members } of this.#byScript(tokens)) {
      const said = foreign ? await this.#phonemizeForeign(members) : this.#phonemizeChinese(members);
      const [first] = said;
      if (first !== undefined && before !== undefined) {
        // v1.1-zh was trained with spaces around English, v1.0 with spaces between words.
        const words = before.kind !== 'punctuation' && members[0]?.kind !== 'punctuation';
        said[0] = { ...first, spaceBefore: first.spaceBefore || words || this.#model === 'v1.1-zh' };
      }
      before = members.at(-1);
      segments.push(...said);
    }
    return segments.map((segment) => ({ ...segment, phonemes: this.#known(segment.phonemes) }));
  }

  origins(tokens: readonly SpokenToken[]): PhonemeOrigin[] {
    return this.#byScript(tokens).flatMap(({ foreign, members }) =>
      foreign && this.#english ? this.#english.origins(members) : members.map(() => 'lexicon' as const),
    );
  }

  /** Groups consecutive Chinese tokens and consecutive foreign ones; punctuation counts as Chinese. */
  #byScript(tokens: readonly SpokenToken[]): { foreign: boolean; members: SpokenToken[] }[] {
    const groups: { foreign: boolean; members: SpokenToken[] }[] = [];
    for (const token of tokens) {
      const foreign =
        token.phonemes !== undefined ||
        (token.kind !== 'punctuation' && !this.#readings.has(token.text.codePointAt(0) ?? 0));
      const last = groups.at(-1);
      if (last?.foreign === foreign) last.members.push(token);
      else groups.push({ foreign, members: [token] });
    }
    return groups;
  }

  async #phonemizeForeign(tokens: readonly SpokenToken[]): Promise<PhonemeSegment[]> {
    if (this.#english !== undefined) return this.#english.phonemize(tokens);
    return tokens.map(({ start, end, phonemes = '', spaceBefore }) => ({ start, end, phonemes, spaceBefore }));
  }

  /** One segment per token. Tokens that share a word form one segment. */
  #phonemizeChinese(tokens: readonly SpokenToken[]): PhonemeSegment[] {
    let text = '';
    const starts = tokens.map((token, i) => {
      if (i > 0 && token.spaceBefore) text += ' ';
      const start = text.length;
      text += token.text;
      return start;
    });
    const segments: PhonemeSegment[] = [];
    const words = this.#words(text);
    let next = 0;
    for (let i = 0; i < tokens.length;) {
      const from = i;
      let end = starts[i + 1] ?? text.length + 1;
      let phonemes = '';
      let previous: Word | undefined = words[next - 1];
      let spaceBefore = tokens[i]?.spaceBefore ?? false;
      for (let word = words[next]; word !== undefined && word.start < end; word = words[++next]) {
        const gap = this.#gap(previous, word);
        if (phonemes === '' && gap === ' ') spaceBefore = true;
        else if (phonemes !== '' || gap === '/') phonemes += gap;
        phonemes += word.phonemes;
        previous = word;
        while (i + 1 < tokens.length && word.end > end) end = starts[++i + 1] ?? text.length + 1;
      }
      const first = tokens[from];
      const last = tokens[i];
      if (first !== undefined && last !== undefined) {
        segments.push({ start: first.start, end: last.end, phonemes, spaceBefore });
      }
      i++;
    }
    return segments;
  }

  /** The separator between two words' phonemes: v1.0 uses spaces, v1.1-zh slashes. */
  #gap(previous: Word | undefined, word: Word): string {
    if (previous === undefined) return '';
    if (previous.end < word.start) return ' ';
    if (!previous.chinese || !word.chinese) return '';
    return this.#model === 'v1.0' ? ' ' : '/';
  }

  #words(text: string): Word[] {
    return this.#model === 'v1.0' ? this.#plainWords(text) : this.#tonedWords(text);
  }

  /** v1.0: jieba's words with pypinyin's readings. */
  #plainWords(text: string): Word[] {
    const words: Word[] = [];
    for (const match of text.matchAll(/([\u4e00-\u9fff]+)|\S/gu)) {
      let start = match.index;
      for (const word of match[1] === undefined ? [match[0]] : this.#segmenter.cut(match[1])) {
        const syllables = this.#readings.read(word, text, start);
        const chinese = syllables.some((syllable) => syllable !== '');
        const phonemes = chinese ? syllables.map(syllableToIpa).join('') : word;
        words.push({ start, end: start + word.length, phonemes, chinese });
        start += word.length;
      }
    }
    return words;
  }

  /** v1.1-zh: tagged words, merged and with tone sandhi. */
  #tonedWords(text: string): Word[] {
    const words: Word[] = [];
    let start = 0;
    for (const tagged of mergeForTones(this.#segmenter.tag(text), this.#readings)) {
      const end = start + tagged.word.length;
      const chinese = this.#readings.has(tagged.word.codePointAt(0) ?? 0);
      if (chinese) {
        const { initials, finals } = soundOf(tagged, this.#readings, text, start);
        const tag = isForeign(tagged.tag) ? 'X' : tagged.tag;
        const toned = changeTones(
          { word: tagged.word, tag },
          finals,
          (word) => this.#segmenter.shortestPart(word),
          this.#toneWords,
        );
        const sound = mergeErhua({ word: tagged.word, tag }, { initials, finals: toned }, this.#toneWords);
        // The merged word may end in a full stop.
        const mark = tagged.word.slice(trimEndOf(tagged.word, '.+#&_').length);
        const middle = end - mark.length;
        const said =
          mark === ''
            ? sound
            : { initials: sound.initials.slice(0, -mark.length), finals: sound.finals.slice(0, -mark.length) };
        words.push({ start, end: middle, phonemes: soundToBopomofo(said), chinese });
        if (mark !== '') words.push({ start: middle, end, phonemes: mark, chinese: false });
      } else if (tagged.word.trim() !== '') {
        words.push({ start, end, phonemes: tagged.word, chinese });
      }
      start = end;
    }
    return words;
  }

  #known(phonemes: string): string {
    return Array.from(phonemes)
      .filter((symbol) => this.#vocabulary.has(symbol))
      .join('');
  }
}
