import type { Counter, SoundChange } from '../tables';
import { decimal, shortened } from './numbers';

/** The ends of numbers that double the first sound of the counter. */
const DOUBLING: Readonly<Record<SoundChange, RegExp>> = {
  k: /いち$|ろく$|はち$|じゅう$|[ひびぴ]ゃく$/,
  s: /いち$|はち$|じゅう$/,
  h: /いち$|ろく$|はち$|じゅう$|[ひびぴ]ゃく$/,
  p: /じゅう$/,
  n: /(?!)/,
};
/** The ends of numbers that voice it: さんぼん, なんびき. */
const VOICING = /(?:さん|せん|ぜん|まん|なん)$/;
const VOICED: ReadonlyMap<string, string> = new Map(pairs('はば ひび ふぶ へべ ほぼ かが こご けげ'));
const HALF_VOICED: ReadonlyMap<string, string> = new Map(pairs('はぱ ひぴ ふぷ へぺ ほぽ'));

function pairs(list: string): [string, string][] {
  return list.split(' ').map((pair) => [pair.charAt(0), pair.charAt(1)]);
}

/** A number with its counter: how it is read, and how many characters of the text behind the number belong to it. */
export interface CountedNumber {
  reading: string;
  length: number;
}

/** Reads numbers together with what they count. */
export class Counters {
  readonly #counters: ReadonlyMap<string, Counter>;
  /** Matches what only begins like a counter: "分割", "本社". */
  readonly #otherWord: RegExp;
  readonly #longest: number;

  constructor(counters: readonly Counter[]) {
    this.#counters = new Map(counters.map((entry) => [entry.counter, entry]));
    this.#longest = Math.max(...counters.map(({ counter }) => counter.length));
    const others = counters.flatMap(({ counter, notBefore = [] }) => notBefore.map((rest) => counter + rest));
    this.#otherWord = new RegExp(`^(?:${others.join('|')}|分の\\s?[\\d一二三四五六七八九十百千])`);
  }

  /** Reads a number in digits. @param after the text behind it @param before the text in front of it */
  read(number: string, after: string, before: string): CountedNumber {
    const special = /^\d+$/.test(number) ? specialReading(Number(number), after, before) : undefined;
    return special ?? this.attach(decimal(number), after);
  }

  /** Reads 何 with a counter: 何本 is なんぼん. */
  readWhat(after: string): CountedNumber {
    const other = WHAT.find(([counter]) => after.startsWith(counter));
    if (other !== undefined) return { reading: `なん${other[1]}`, length: other[0].length };
    return NOT_AFTER_WHAT.test(after) ? { reading: '', length: 0 } : this.attach('なん', after);
  }

  /** Reads a number that is in words already. */
  attach(spoken: string, after: string): CountedNumber {
    if (!this.#otherWord.test(after)) {
      for (let length = Math.min(this.#longest, after.length); length > 0; length--) {
        const counter = this.#counters.get(after.slice(0, length));
        if (counter !== undefined) return { reading: join(spoken, counter), length };
      }
    }
    return { reading: spoken, length: 0 };
  }
}

/** Counters that have readings of their own after numbers. */
const WHAT: readonly (readonly [string, string])[] = [
  ['時間', 'じかん'],
  ['時', 'じ'],
  ['月', 'がつ'],
  ['日', 'にち'],
  ['人', 'にん'],
];
/** 何色 is なにいろ, 何等 is なんら. */
const NOT_AFTER_WHAT = /^[色等コ]/;

const DAYS = ['', '', 'ふつか', 'みっか', 'よっか', 'いつか', 'むいか', 'なのか', 'ようか', 'ここのか', 'とおか'];
const THINGS = ['', 'ひとつ', 'ふたつ', 'みっつ', 'よっつ', 'いつつ', 'むっつ', 'ななつ', 'やっつ', 'ここのつ'];

/** Native numerals and irregular readings. */
function specialReading(number: number, after: string, before: string): CountedNumber | undefined {
  const end = number % 10;
  const four = end === 4 ? decimal(String(number)).replace(/よん$/, 'よ') : undefined;
  if (after.startsWith('つ') && THINGS[number]) return { reading: THINGS[number], length: 1 };
  if (/^日(?![本語時程曜常]|月(?!曜))/.test(after) && number >= 1 && number <= 31) {
    const month = /月\s?$/.test(before);
    // 二、三日
    if (/[一二三四五六七八九]、$/.test(before)) return { reading: `${decimal(String(number))}にち`, length: 1 };
    if (after.startsWith('日間')) return { reading: `${dayReading(number, false)}かん`, length: 2 };
    return { reading: dayReading(number, month), length: 1 };
  }
  if (/^人(?![気物間工材口的体生類前])/.test(after)) {
    if (number <= 2 && number > 0 && !after.startsWith('人称'))
      return { reading: number === 1 ? 'ひとり' : 'ふたり', length: 1 };
    return four === undefined ? undefined : { reading: `${four}にん`, length: 1 };
  }
  if (/^月(?![間面])/.test(after) && number >= 1 && number <= 12) {
    return { reading: `${number === 4 ? 'し' : ofCalendar(number)}がつ`, length: 1 };
  }
  if (after.startsWith('時間')) return { reading: `${hour(number)}かん`, length: 2 };
  if (/^時(?![点系刻代価計期])/.test(after) && number <= 24) return { reading: hour(number), length: 1 };
  if (after.startsWith('畳') && four !== undefined) return { reading: `${four}じょう`, length: 1 };
  if (after.startsWith('年') && four !== undefined) {
    return after.startsWith('年間') ? { reading: `${four}ねんかん`, length: 2 } : { reading: `${four}ねん`, length: 1 };
  }
  // 300年頃, 23年上半期: 年頃 and 年上 are other words
  if (/^年[上下頃]/.test(after)) return { reading: `${four ?? decimal(String(number))}ねん`, length: 1 };
  if (after.startsWith('分') && before.endsWith('割')) return { reading: `${decimal(String(number))}ぶ`, length: 1 };
  if (after.startsWith('番') && number === 110) return { reading: 'ひゃくとおばん', length: 1 };
  if (/^[歳才]/.test(after) && number === 20) return { reading: 'はたち', length: 1 };
  const native = number === 1 ? 'ひと' : number === 2 ? 'ふた' : undefined;
  const counted = /^(?:桁|通り|部屋|組|切れ|言|口(?![座径調頭])|皿|袋|箱|束|粒|晩|握り|回り)/.exec(after)?.[0];
  if (native !== undefined && counted !== undefined) {
    return { reading: native + (NATIVE.get(counted) ?? ''), length: counted.length };
  }
  return undefined;
}

const NATIVE: ReadonlyMap<string, string> = new Map([
  ['桁', 'けた'],
  ['通り', 'とおり'],
  ['部屋', 'へや'],
  ['組', 'くみ'],
  ['切れ', 'きれ'],
  ['言', 'こと'],
  ['口', 'くち'],
  ['皿', 'さら'],
  ['袋', 'ふくろ'],
  ['箱', 'はこ'],
  ['束', 'たば'],
  ['粒', 'つぶ'],
  ['晩', 'ばん'],
  ['握り', 'にぎり'],
  ['回り', 'まわり'],
]);

function dayReading(day: number, ofMonth: boolean): string {
  if (day === 1) return ofMonth ? 'ついたち' : 'いちにち';
  if (day <= 10) return DAYS[day] ?? '';
  if (day === 20) return 'はつか';
  if (day % 10 === 4) return `${decimal(String(day - 4))}よっか`;
  return `${ofCalendar(day)} にち`;
}

/** Dates and hours have しち for 7 and く for 9. */
function ofCalendar(number: number): string {
  return decimal(String(number))
    .replace(/なな$/, 'しち')
    .replace(/きゅう$/, 'く');
}

/** "14" → "じゅうよじ". */
export function hour(number: number): string {
  return `${number === 0 ? 'れい' : ofCalendar(number).replace(/よん$/, 'よ')}じ`;
}

function join(spoken: string, { reading, change, afterThree }: Counter): string {
  if (afterThree !== undefined && (VOICING.test(spoken) || (afterThree === 'half' && spoken.endsWith('よん')))) {
    const changed = (afterThree === 'voiced' ? VOICED : HALF_VOICED).get(reading.charAt(0)) ?? reading.charAt(0);
    return `${spoken} ${changed}${reading.slice(1)}`;
  }
  if (!DOUBLING[change].test(spoken)) return `${spoken} ${reading}`;
  const first = change === 'h' ? (HALF_VOICED.get(reading.charAt(0)) ?? reading.charAt(0)) : reading.charAt(0);
  return shortened(spoken, DOUBLING[change]) + first + reading.slice(1);
}
