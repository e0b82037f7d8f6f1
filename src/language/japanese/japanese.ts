import type { MappedText } from '../../document/mappedText';
import { separateNumbers } from '../adjacentNumbers';
import { type EmojiNames, NO_EMOJI } from '../emoji';
import type { EmojiMode } from '../emojiMode';
import { withGivenPronunciations } from '../givenPronunciations';
import type { LanguageHost } from '../host';
import type { Language, PhonemeOrigin, PhonemeSegment, SpokenToken } from '../language';
import { splitSentences } from '../sentences';
import { type JapaneseData, readJapaneseData } from './g2p/data';
import { kanaToIpa } from './g2p/ipa';
import { toHiragana } from './g2p/kana';
import { Loanwords } from './g2p/loanwords';
import { Readings } from './g2p/readings';
import { isMarks, Spoken } from './g2p/spoken';
import { Tagger } from './g2p/tagger';
import { groupWords, readingOf, type WordGroup } from './g2p/words';
import { JapaneseNormalizer } from './normalization/normalize';
import { JAPANESE_SENTENCES } from './sentences';
import { type JapaneseTables, readJapaneseTables } from './tables';
import { wordSet } from '../wordSet';

/** Conjunctions and adverbs that begin a clause: speakers pause before them. */
const PHRASE_BOUNDARY_WORDS = wordSet(
  'また しかし そして ただし たとえば 例えば つまり したがって 従って なお さらに 更に そのため このため それでも だから ですから ' +
    'もし もちろん まず 次に 最後に 一方 あるいは および 及び または 又は かつ ところが ところで すなわち なぜなら',
);
/** Particles and endings: speakers do not pause before them. */
const ENCLITICS = wordSet(
  'は が を に で と の も へ や か から まで より ね よ ので のに でも には では とは へは のは のが のを だけ など しか さえ ばかり ほど くらい ' +
    'です でした だ だった である ます ました ません ない なかった た て られ れる られる せる させる つつ ながら という といった として',
);

/** Japanese as misaki's "cutlet" reads it. Unknown words in Latin letters are read as English loanwords. */
export class Japanese implements Language {
  readonly code = 'ja';
  readonly phraseBoundaryWords = PHRASE_BOUNDARY_WORDS;
  readonly #data: JapaneseData;
  readonly #tagger: Tagger;
  readonly #readings: Readings;
  readonly #normalizer: JapaneseNormalizer;
  readonly #loanwords: Loanwords;
  readonly #english: (() => Promise<Language>) | undefined;
  readonly #emoji: EmojiNames;

  private constructor(
    data: JapaneseData,
    tables: JapaneseTables,
    english: (() => Promise<Language>) | undefined,
    emoji: EmojiNames,
  ) {
    this.#data = data;
    this.#tagger = new Tagger(data);
    this.#readings = new Readings(tables.readings, data);
    this.#normalizer = new JapaneseNormalizer(tables, (text, start, end) => data.lexicon.hasBeyond(text, start, end));
    this.#loanwords = new Loanwords(tables.loanSounds);
    this.#english = english;
    this.#emoji = emoji;
  }

  /**
   * @param english loads the front end that reads unknown Latin words, when the first occurs; without it, they are
   * silent
   * @param emoji names of emoji; without them, emoji are silent
   * @throws Error when the data is missing or damaged
   */
  static async load(host: LanguageHost, english?: () => Promise<Language>, emoji = NO_EMOJI): Promise<Japanese> {
    const data = readJapaneseData(await host.readData('japanese.bin'));
    const tables = readJapaneseTables(await host.readData('japanese.br'));
    return new Japanese(data, tables, english, emoji);
  }

  splitSentences(text: MappedText): MappedText[] {
    return splitSentences(text, JAPANESE_SENTENCES);
  }

  normalize(sentence: string, emoji: EmojiMode = 'read'): SpokenToken[] {
    return withGivenPronunciations(sentence, (text) => this.#normalizePart(text, emoji));
  }

  #normalizePart(sentence: string, emoji: EmojiMode): SpokenToken[] {
    const { said, given, classes } = this.#normalizer.normalize(sentence, emoji === 'skip' ? NO_EMOJI : this.#emoji);
    const readings = new Map(given.map(({ start, reading }) => [start, { reading }]));
    const spoken = new Spoken();
    let next = 0;
    const words = this.#readings.choose(said.text, this.#tagger.tag(said.text, given));
    for (const group of groupWords(said.text, words, this.#data)) {
      const text = said.text.slice(group.start, group.end);
      if (isMarks(text)) {
        for (let i = group.start; i < group.end; i++) spoken.mark(said.text.charAt(i), said.sourceRange(i, i + 1));
      } else {
        const phonemes = this.#phonemesOf(said.text, group, readings.get(group.start));
        while ((classes[next]?.end ?? Infinity) <= group.start) next++;
        const semiotic = (classes[next]?.start ?? Infinity) < group.end ? classes[next]?.semiotic : undefined;
        spoken.word(text, phonemes, said.sourceRange(group.start, group.end), semiotic);
      }
    }
    return separateNumbers(sentence, spoken.tokens);
  }

  /** The phonemes of a group of words; undefined for a foreign word. */
  #phonemesOf(text: string, group: WordGroup, given: { reading: string | undefined } | undefined): string | undefined {
    if (given === undefined) return kanaToIpa(readingOf(text, group, this.#data));
    return given.reading === undefined ? undefined : wordsToIpa(given.reading);
  }

  async phonemize(tokens: readonly SpokenToken[]): Promise<PhonemeSegment[]> {
    const segments: PhonemeSegment[] = [];
    for (const [i, token] of tokens.entries()) {
      const { start, end, spaceBefore } = token;
      const phonemes = token.kind === 'punctuation' ? token.text : (token.phonemes ?? (await this.#read(token)));
      const proclitic = token.kind !== 'punctuation' && ENCLITICS.has(tokens[i + 1]?.text ?? '');
      segments.push({ start, end, phonemes, spaceBefore, ...(proclitic && { proclitic }) });
    }
    return segments;
  }

  /** Words that `normalize` has read come from the lexicon; foreign ones follow rules. */
  origins(tokens: readonly SpokenToken[]): PhonemeOrigin[] {
    return tokens.map(({ phonemes }) => (phonemes === undefined ? 'rules' : 'lexicon'));
  }

  /** The phonemes of a token that normalize did not read. */
  async #read(token: SpokenToken): Promise<string> {
    if (!/\p{Script=Latin}/u.test(token.text)) {
      const words = this.#readings.choose(token.text, this.#tagger.tag(token.text));
      return groupWords(token.text, words, this.#data)
        .map((group) => kanaToIpa(readingOf(token.text, group, this.#data)))
        .join(' ');
    }
    const english = await this.#english?.();
    const segments = (await english?.phonemize([token])) ?? [];
    return segments.map(({ phonemes }) => kanaToIpa(this.#loanwords.convert(phonemes, token.text))).join('');
  }
}

function wordsToIpa(reading: string): string {
  return toHiragana(reading)
    .split(' ')
    .filter((word) => word !== '')
    .map(kanaToIpa)
    .join(' ');
}
