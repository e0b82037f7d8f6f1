import type { MappedText } from '../../document/mappedText';
import { separateNumbers } from '../adjacentNumbers';
import { type EmojiNames, NO_EMOJI } from '../emoji';
import type { EmojiMode } from '../emojiMode';
import { loadEmojiNames } from '../emojiNames';
import { normalizeFolded } from '../foldedText';
import type { LanguageHost } from '../host';
import type { Language, PhonemeOrigin, PhonemeSegment, SpokenToken } from '../language';
import type { PartOfSpeech } from '../partOfSpeech';
import { LATIN_SENTENCES } from '../sentenceHabits';
import { splitSentences } from '../sentences';
import type { EnglishDialect } from './dialect';
import { EnglishG2P } from './g2p/g2p';
import { Homographs } from './g2p/homographs';
import { LetterToSound } from './g2p/letterToSound';
import { Lexicon } from './g2p/lexicon';
import { Pronouncer } from './g2p/pronouncer';
import { Tagger } from './g2p/tagger';
import { UnknownWords } from './g2p/unknown';
import { EnglishNormalizer } from './normalization/normalize';
import { loadEnglishTables } from './tables';
import { wordSet } from '../wordSet';

/** Conjunctions, relative pronouns, prepositions, determiners and auxiliaries. */
const PHRASE_BOUNDARY_WORDS = wordSet(
  'and or but nor so yet because although though while whereas since unless until if when whenever where which who ' +
    'whose that than as after before with without for from into onto through throughout over under between ' +
    'among against about around across along behind beyond during by via to of in on at ' +
    'the a an this these those my your his her its our their every each some any no ' +
    'is are was were be been has have had will would can could should must may might do does did',
);

/** American or British English: misaki's rules and lexicons, a tagger, and a model for unknown words. */
export class English implements Language {
  readonly code: EnglishDialect;
  readonly phraseBoundaryWords = PHRASE_BOUNDARY_WORDS;
  readonly #normalizer: EnglishNormalizer;
  readonly #g2p: EnglishG2P;
  readonly #emoji: EmojiNames;

  private constructor(code: EnglishDialect, normalizer: EnglishNormalizer, g2p: EnglishG2P, emoji: EmojiNames) {
    this.code = code;
    this.#normalizer = normalizer;
    this.#g2p = g2p;
    this.#emoji = emoji;
  }

  /**
   * Reads the dialect's data; the model for unknown words is loaded with the first of them. @throws Error when data is
   * missing
   */
  static async load(host: LanguageHost, code: EnglishDialect): Promise<English> {
    const [lines, tags, classifier, tables, emoji] = await Promise.all([
      host.readData('english.lexicon.br'),
      host.readData('tagger.br'),
      host.readData('homographs.br'),
      loadEnglishTables(host),
      loadEmojiNames(host, code),
    ]);
    const lexicon = new Lexicon(code, lines, tables.supplement);
    const tagger = Tagger.parse(tags);
    const homographs = Homographs.parse(classifier, lexicon, tables.senses);
    const pronouncer = new Pronouncer(lexicon);
    const british = code === 'en-gb';
    let model: Promise<LetterToSound> | undefined;
    const letterToSound = () => (model ??= LetterToSound.load(host, code, 'espeak'));
    const unknown = new UnknownWords(pronouncer, british, letterToSound);
    const normalizer = new EnglishNormalizer(tables.words, (word) => lexicon.has(word), british);
    return new English(code, normalizer, new EnglishG2P(pronouncer, british, tagger, homographs, unknown), emoji);
  }

  splitSentences(text: MappedText): MappedText[] {
    return splitSentences(text, LATIN_SENTENCES);
  }

  normalize(sentence: string, emoji: EmojiMode = 'read'): SpokenToken[] {
    const names = emoji === 'skip' ? NO_EMOJI : this.#emoji;
    return normalizeFolded(sentence, (plain) => separateNumbers(plain, this.#normalizer.normalize(plain, names)));
  }

  async phonemize(tokens: readonly SpokenToken[]): Promise<PhonemeSegment[]> {
    return joinSilent(await this.#g2p.phonemize(tokens));
  }

  origins(tokens: readonly SpokenToken[]): PhonemeOrigin[] {
    return this.#g2p.origins(tokens);
  }

  partsOfSpeech(tokens: readonly SpokenToken[]): (PartOfSpeech | undefined)[] {
    return this.#g2p.partsOfSpeech(tokens);
  }
}

/** Joins tokens without phonemes to the segment before them; at the beginning, to the one after them. */
function joinSilent(runs: readonly PhonemeSegment[]): PhonemeSegment[] {
  const joined: PhonemeSegment[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last === undefined || (run.phonemes !== '' && last.phonemes !== '')) joined.push({ ...run });
    else {
      last.end = run.end;
      last.phonemes += run.phonemes;
    }
  }
  return joined;
}
