import { HashedModel } from '../../data/hashedModel';
import type { JapaneseData } from './data';
import type { TaggedWord } from './taggedWord';
import { GIVEN } from './tagger';
import { entryReading } from './words';

interface Header {
  classes: number;
  buckets: number;
  /** The readings of words that depend on the neighbours, in hiragana. */
  readings: Readonly<Record<string, readonly string[]>>;
}

const EDGE = '\u0002';
/** Stands for every number. */
const NUMBER = '#';
const NUMERAL = /^[一二三四五六七八九十百千万億数何幾]+$/;

/** Readings that a word always has between certain neighbours: its own end of the text before it, or what follows. */
interface FixedReading {
  before?: RegExp;
  after?: RegExp;
  reading: string;
}
const TITLE = /^(?:さん|ちゃん|さま|様|上さま)/;
const FIXED: ReadonlyMap<string, FixedReading> = new Map([
  ['父', { after: TITLE, reading: 'とー' }],
  ['母', { after: TITLE, reading: 'かー' }],
  ['兄', { after: TITLE, reading: 'にー' }],
  ['姉', { after: TITLE, reading: 'ねー' }],
  // "all over", "all through"
  [
    '中',
    {
      before:
        /(?:世界|日本|国|町|街|村|家|部屋|体|全身|学校|会社|島|県|今日|明日|今年|日|いちにち|一年|年|晩|夏|冬|春|秋|庭|顔|店)$/,
      after: /^(?!心|央|止|古|国|身|旬|間|断|継|道|学|等|級|高|核|小|性|華|東|立|頃|毒|和|傷|絶|退)/,
      reading: 'じゅー',
    },
  ],
]);

/**
 * Chooses the readings of words that can be read in several ways ("何", "人", "日") by their neighbours, with a linear
 * classifier. The dictionary's costs alone know parts of speech, which such readings share.
 */
export class Readings {
  readonly #data: JapaneseData;
  readonly #model: HashedModel<Header>;
  readonly #readings: ReadonlyMap<string, readonly string[]>;

  private constructor(data: JapaneseData, model: HashedModel<Header>) {
    this.#data = data;
    this.#model = model;
    this.#readings = new Map(Object.entries(model.header.readings));
  }

  /** Parses the model that scripts/train/japaneseReadings.mts writes. */
  static parse(bytes: Uint8Array<ArrayBuffer>, data: JapaneseData): Readings {
    return new Readings(data, HashedModel.parse<Header>(bytes));
  }

  /** The words, with readings that differ from the dictionary's. Linear time. */
  choose(text: string, words: readonly TaggedWord[]): TaggedWord[] {
    return words.map((word, i) => {
      const surface = text.slice(word.start, word.end);
      if (word.entry === GIVEN) return word;
      const usual = entryReading(surface, word, this.#data);
      const fixed = fixedReading(surface, text, word);
      if (fixed !== undefined) return { ...word, reading: fixed };
      const readings = this.#readings.get(surface);
      if (readings === undefined) return word;
      const context = contextFeatures(text, words, i);
      let best = usual;
      let most = -Infinity;
      const begins = PHRASE_START.test(text.slice(0, word.start).slice(-1));
      for (const reading of readings) {
        if (begins && isVoiced(reading, readings)) continue;
        const scores = new Int32Array(1);
        this.#model.score(readingFeatures(surface, reading, usual, context), scores);
        if ((scores[0] ?? 0) > most) {
          most = scores[0] ?? 0;
          best = reading;
        }
      }
      return best === usual ? word : { ...word, reading: best };
    });
  }
}

/** What stands before a word that begins a phrase, in which its first sound is not voiced: 袋 is ぶくろ in 紙袋 only. */
const PHRASE_START = /^$|[のはがをもに、。「」\s]/;

/** Whether another of the readings is the same without the voicing of the first sound. */
function isVoiced(reading: string, readings: readonly string[]): boolean {
  const plain = reading
    .normalize('NFD')
    .replace(/^(.)[\u3099\u309a]/, '$1')
    .normalize('NFC');
  return plain !== reading && readings.includes(plain);
}

function fixedReading(surface: string, text: string, { start, end }: TaggedWord): string | undefined {
  const fixed = FIXED.get(surface);
  if (fixed === undefined) return undefined;
  const before = fixed.before?.test(text.slice(Math.max(0, start - 4), start)) ?? true;
  const after = fixed.after?.test(text.slice(end, end + 4)) ?? true;
  return before && after ? fixed.reading : undefined;
}

/** The features of one reading of a word. @param usual the reading of the tagger's entry */
export function readingFeatures(surface: string, reading: string, usual: string, context: readonly string[]): string[] {
  const own = `${surface} ${reading} `;
  const features = context.map((feature) => own + feature);
  if (reading === usual) features.push('=', `${surface} =`);
  return features;
}

/** What stands around a word: the words and characters before and behind it, and their scripts. */
export function contextFeatures(text: string, words: readonly TaggedWord[], i: number): string[] {
  const word = words[i];
  const before = wordAt(text, words[i - 1]);
  const after = wordAt(text, words[i + 1]);
  const start = word?.start ?? 0;
  const end = word?.end ?? 0;
  const last = before === NUMBER ? NUMBER : text.charAt(start - 1) || EDGE;
  const first = after === NUMBER ? NUMBER : text.charAt(end) || EDGE;
  const two = before === NUMBER ? NUMBER : text.slice(Math.max(0, start - 2), start);
  return [
    '',
    `p${before}`,
    `n${after}`,
    `b${before} ${after}`,
    `l${last}`,
    `f${first}`,
    `t${text.slice(end, end + 2)}`,
    `u${two}`,
    `s${scriptOf(last)}${scriptOf(first)}`,
    `q${scriptOf(last)} ${after}`,
    `r${before} ${scriptOf(first)}`,
  ];
}

function wordAt(text: string, word: TaggedWord | undefined): string {
  if (word === undefined) return EDGE;
  const surface = text.slice(word.start, word.end);
  return word.entry === GIVEN || NUMERAL.test(surface) ? NUMBER : surface;
}

function scriptOf(char: string): string {
  if (char === EDGE) return 'E';
  if (char === NUMBER || /\d/.test(char)) return 'N';
  if (/[\p{Script=Han}々]/u.test(char)) return 'K';
  if (/\p{Script=Hiragana}/u.test(char)) return 'H';
  return /[\p{Script=Katakana}ー]/u.test(char) ? 'T' : 'O';
}
