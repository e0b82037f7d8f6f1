import type { Counters } from './counters';
import { number, rule, type Said, text, TO } from './rule';

/** What stands behind a day of a month, but not behind a fraction. */
const AFTER_DAY = /^\s?(?:\([月火水木金土日]|まで|から\d{1,2}[-/]\d|[〜~－]\s?\d{1,2}[-/]\d|付|頃|ごろ)/;

/** Dates in digits. */
export const dateRules = (counters: Counters) => {
  const date = (year: string | undefined, month: string | undefined, day: string | undefined): Said => {
    const read = [year, month, day].flatMap((number, i) => {
      if (number === undefined) return [];
      const unit = ['年', '月', '日'][i] ?? '';
      const { reading, length } = counters.read(`${Number(number)}`, unit, i === 2 ? '月' : '');
      return length > 0 ? reading : `${reading} ねん`;
    });
    return { parts: [number(read.join(' '))] };
  };
  return [
    // 2024-01-05, 2024/1/5, 2024.1.5-2024.1.8
    rule(
      'date',
      String.raw`(\d{4})([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![\d./]|-(?!\d{4}[-/.]\d))(?:\s?${TO}\s?(?=\d{4}[-/.]))?`,
      ([whole, year, , month, day]) => {
        const { parts } = date(year, month, day);
        return { parts: /\d$/.test(whole) ? parts : [...parts, text('から')] };
      },
    ),
    // 08-08-2008, 25/12/2008
    rule('date', String.raw`(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d{2})(?![\d./-])`, ([, a, , b, year]) => {
      const [month, day] = Number(a) > 12 ? [b, a] : [a, b];
      return Number(month) > 12 || Number(day) > 31 ? undefined : date(year, month, day);
    }),
    // 2008/08, 08/2008
    rule('date', String.raw`((?:19|20)\d{2})[-/](0[1-9]|1[0-2])(?![\d./-])`, ([, year, month]) =>
      date(year, month, undefined),
    ),
    rule('date', String.raw`(0[1-9]|1[0-2])[-/]((?:19|20)\d{2})(?![\d./-])`, ([, month, year]) =>
      date(year, month, undefined),
    ),
    // 2008.08, 08.2008, 08.08
    rule(
      'date',
      String.raw`((?:19|20)\d{2})\.(0[1-9]|1[0-2])(?![\d.%‰A-Za-z]|\s?[円ドユポ万億度])`,
      ([, year, month], _, before) =>
        /(?:v|version|バージョン|版|[$¥€£])\s?$/i.test(before) ? undefined : date(year, month, undefined),
    ),
    rule('date', String.raw`(0[1-9])\.((?:19|20)\d{2})(?![\d./-])`, ([, month, year]) => date(year, month, undefined)),
    rule('date', String.raw`(0[1-9])\.(0[1-9]|[12]\d|3[01])(?![\d./-])`, ([, month, day]) =>
      date(undefined, month, day),
    ),
    // 08/08; 12/15(金), 4/30から5/1まで
    rule(
      'date',
      String.raw`(0?[1-9]|1[0-2])([-/])(0?[1-9]|[12]\d|3[01])(?![\d./-])`,
      ([, month = '', , day = ''], after, before) => {
        const padded = month.startsWith('0') && day.length === 2;
        const told = AFTER_DAY.test(after) || /\d[-/]\d{1,2}(?:から|[〜~－-])$/.test(before);
        return padded || told ? date(undefined, month, day) : undefined;
      },
    ),
  ] as const;
};
