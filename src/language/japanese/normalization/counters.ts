import { decimal, shortened } from './numbers';

/** How the end of a number and the beginning of what it counts change each other. */
type Change = 'k' | 's' | 'h' | 'p';

/** Before k the numbers 1, 6, 8, 10 and 100 double it; before s and t 1, 8 and 10; before h and p as before k, and h becomes p. */
const DOUBLING: Readonly<Record<Change, RegExp>> = {
  k: /いち$|ろく$|はち$|じゅう$|[ひびぴ]ゃく$/,
  s: /いち$|はち$|じゅう$/,
  h: /いち$|ろく$|はち$|じゅう$|[ひびぴ]ゃく$/,
  p: /じゅう$/,
};
/** After these h is voiced: さんぼん, なんぜんびき. */
const VOICING = /(?:さん|せん|ぜん|まん)$/;
const VOICED: ReadonlyMap<string, string> = new Map(pairs('はば ひび ふぶ へべ ほぼ かが こご けげ'));
const HALF_VOICED: ReadonlyMap<string, string> = new Map(pairs('はぱ ひぴ ふぷ へぺ ほぽ'));

function pairs(list: string): [string, string][] {
  return list.split(' ').map((pair) => [pair.charAt(0), pair.charAt(1)]);
}

interface Counter {
  reading: string;
  change: Change;
  /** What becomes of its first sound after さん: "voiced" (さんぼん), "half" (さんぷん). */
  afterThree?: 'voiced' | 'half';
}

const COUNTERS: ReadonlyMap<string, Counter> = new Map([
  ...list(
    'k',
    '個=こ 箇=こ コ=こ 回=かい 回目=かいめ 件=けん 階層=かいそう 級=きゅう 曲=きょく 軍=ぐん 項目=こうもく 光年=こうねん',
  ),
  ...list(
    'k',
    'か月=かげつ ヶ月=かげつ カ月=かげつ ヵ月=かげつ ケ月=かげつ 箇月=かげつ ヶ月間=かげつかん か月間=かげつかん カ月間=かげつかん',
  ),
  ...list(
    'k',
    'か所=かしょ ヶ所=かしょ カ所=かしょ ヵ所=かしょ 箇所=かしょ か国=かこく ヶ国=かこく カ国=かこく か国語=かこくご カ国語=かこくご',
  ),
  ...list(
    's',
    '週=しゅう 週間=しゅうかん 歳=さい 才=さい 冊=さつ 社=しゃ 章=しょう 節=せつ 種=しゅ 種類=しゅるい 世代=せだい 世紀=せいき 周=しゅう 周年=しゅうねん 周目=しゅうめ',
  ),
  ...list(
    's',
    '点=てん 頭=とう 通=つう 等=とう 丁目=ちょうめ 着=ちゃく 体=たい 対=たい 進数=しんすう 進法=しんほう 進=しん 章目=しょうめ 席=せき 層=そう 室=しつ 色=しょく',
  ),
  ...list('h', '本=ほん 匹=ひき 杯=はい 票=ひょう', 'voiced'),
  ...list('h', '本目=ほんめ', 'voiced'),
  ...list('h', '分=ふん 分間=ふんかん 版=はん 発=はつ 泊=はく 歩=ほ 品目=ひんもく 拍=はく', 'half'),
  ...list('p', '%=パーセント パーセント=パーセント'),
]);
/** Counters that begin words of other meaning: "1分割", "2点間", "3本社". */
const NOT_BEFORE =
  /^(?:分(?:割|岐|類|散|布|析|母|子|解|野|離|の\s?\d|量|け|担|か|解|裂|冊)|本(?:体|社|当|来|人|家|番|質)|点(?:線|在|検|灯|滅|対|呼)|体(?:系|験|感|重|積)|通(?:信|知|常|過|話|り)|回(?:転|路|復|答|避|線|収)|対(?:応|象|策|比|処|話)|件名|版数|発(?:生|行|表|火|見|言|信|展)|級数|着(?:信|手|目|色)|進(?:化|捗|行|展)|色(?:相|調)|社(?:会|員|内|外)|種別|周(?:期|波|囲|辺)|層別|歩(?:行|道))/;
const LONGEST_COUNTER = 5;

function list(change: Change, readings: string, afterThree?: Counter['afterThree']): [string, Counter][] {
  return readings.split(' ').map((entry) => {
    const [counter = '', reading = ''] = entry.split('=');
    return [counter, { reading, change, ...(afterThree && { afterThree }) }];
  });
}

const DAYS = ['', '', 'ふつか', 'みっか', 'よっか', 'いつか', 'むいか', 'なのか', 'ようか', 'ここのか', 'とおか'];
const THINGS = ['', 'ひとつ', 'ふたつ', 'みっつ', 'よっつ', 'いつつ', 'むっつ', 'ななつ', 'やっつ', 'ここのつ'];

/** A number with what it counts: how it is read, and how many characters of the text behind the number belong to it. */
export interface Counted {
  reading: string;
  length: number;
}

/** Reads a number before `after`, the text behind it; `before` is the text in front of it. */
export function countedReading(number: string, after: string, before: string): Counted {
  const special = /^\d+$/.test(number) ? specialReading(Number(number), after, before) : undefined;
  return special ?? countedSaid(decimal(number), after);
}

/** The same for a number that is in words already. */
export function countedSaid(said: string, after: string): Counted {
  if (!NOT_BEFORE.test(after)) {
    for (let length = Math.min(LONGEST_COUNTER, after.length); length > 0; length--) {
      const counter = COUNTERS.get(after.slice(0, length));
      if (counter !== undefined) return { reading: attach(said, counter), length };
    }
    if (/^階(?![級段])/.test(after))
      return { reading: attach(said, { reading: 'かい', change: 'k', afterThree: 'voiced' }), length: 1 };
  }
  return { reading: said, length: 0 };
}

/** Native numbers, and those whose sound is their own. */
function specialReading(number: number, after: string, before: string): Counted | undefined {
  const end = number % 10;
  const four = end === 4 ? decimal(String(number)).replace(/よん$/, 'よ') : undefined;
  if (after.startsWith('つ') && THINGS[number]) return { reading: THINGS[number], length: 1 };
  if (/^日(?![本語時程曜常])/.test(after) && number >= 1 && number <= 31) {
    const month = /月\s?$/.test(before);
    return { reading: dayReading(number, month && !after.startsWith('日間')), length: 1 };
  }
  if (/^人(?![気物間工材口的体生類])/.test(after)) {
    if (number <= 2 && number > 0 && !after.startsWith('人称'))
      return { reading: number === 1 ? 'ひとり' : 'ふたり', length: 1 };
    return four === undefined ? undefined : { reading: `${four}にん`, length: 1 };
  }
  if (/^月(?![間面])/.test(after) && number >= 1 && number <= 12) {
    return { reading: `${number === 4 ? 'し' : ofCalendar(number)}がつ`, length: 1 };
  }
  if (/^時(?![点系刻代価計期])/.test(after) && number <= 24) return { reading: hour(number), length: 1 };
  if (after.startsWith('年') && four !== undefined) return { reading: `${four}ねん`, length: 1 };
  if (/^[歳才]/.test(after) && number === 20) return { reading: 'はたち', length: 1 };
  const native = number === 1 ? 'ひと' : number === 2 ? 'ふた' : undefined;
  const counted = /^(?:桁|通り|部屋|組|切れ|言)/.exec(after)?.[0];
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
]);

function dayReading(day: number, ofMonth: boolean): string {
  if (day === 1) return ofMonth ? 'ついたち' : 'いちにち';
  if (day <= 10) return DAYS[day] ?? '';
  if (day === 20) return 'はつか';
  if (day % 10 === 4) return `${decimal(String(day - 4))}よっか`;
  return `${ofCalendar(day)} にち`;
}

/** Seven and nine of the calendar and the clock. */
function ofCalendar(number: number): string {
  return decimal(String(number))
    .replace(/なな$/, 'しち')
    .replace(/きゅう$/, 'く');
}

/** "14" → "じゅうよじ". */
export function hour(number: number): string {
  return `${number === 0 ? 'れい' : ofCalendar(number).replace(/よん$/, 'よ')}じ`;
}

function attach(said: string, { reading, change, afterThree }: Counter): string {
  if (afterThree !== undefined && (VOICING.test(said) || (afterThree === 'half' && said.endsWith('よん')))) {
    const changed = (afterThree === 'voiced' ? VOICED : HALF_VOICED).get(reading.charAt(0)) ?? reading.charAt(0);
    return `${said} ${changed}${reading.slice(1)}`;
  }
  if (!DOUBLING[change].test(said)) return `${said} ${reading}`;
  const first = change === 'h' ? (HALF_VOICED.get(reading.charAt(0)) ?? reading.charAt(0)) : reading.charAt(0);
  return shortened(said, DOUBLING[change]) + first + reading.slice(1);
}
