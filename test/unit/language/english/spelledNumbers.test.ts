import { languages } from '../../../../src/engine/languages';
import { joinTokens, type Language } from '../../../../src/language/language';
import { testSpelledNumbers } from '../../../support/spelledNumbers';

/** "1234567.5" → "1,234,567.5". */
const grouped = (number: string): string => number.replace(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, ',');
const suffix = (digits: string): string =>
  /1\d$/.test(digits) ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[digits.slice(-1)] ?? 'th');

describe("English's numbers", () => {
  let english: Language;
  const say = (text: string): string => joinTokens(english.normalize(text));

  before(async () => {
    english = await languages.load('en-us');
  });

  testSpelledNumbers(
    'en',
    {
      cardinal: (number) => say(grouped(number)),
      decimal: (number) => say(grouped(number)),
      ordinal: (number) => say(grouped(number) + suffix(number)),
    },
    // ICU writes "twenty-one".
    (words) => words.replaceAll('-', ' '),
  );
});
