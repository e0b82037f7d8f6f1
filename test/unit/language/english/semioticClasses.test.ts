import { completeRules } from '../../../../src/language/semioticClasses';
import { testSemioticClasses } from '../../../support/semioticClasses';

describe("English's semiotic classes", () => {
  testSemioticClasses('en-us', {
    cardinal: [['It has 1,234 lines.', 'one thousand two hundred thirty four']],
    ordinal: [['the 21st time', 'twenty first']],
    decimal: [['about 3.14 of them', 'three point one four']],
    fraction: [['3/4 of it', 'three quarters']],
    date: [['on 2025-03-04', 'march fourth twenty twenty five']],
    time: [['at 10:05 am', 'ten oh five A M']],
    duration: [['P3DT4H', 'three days and four hours']],
    money: [['for $3.50', 'three dollars and fifty cents']],
    measure: [['in 5 ms.', 'five milliseconds']],
    telephone: [['Call 555-123-4567.', 'five five five one two three four five six seven']],
    address: [['CA 94043', 'nine four zero four three']],
    electronic: [['bob@site.org', 'bob at site dot org']],
    roman: [['Chapter IV', 'four']],
    range: [['5–10 of', 'five to']],
    math: [['x^2', 'squared']],
    score: [['They won 3-2.', 'three to two']],
  });
});

describe('Rules of a language', () => {
  it('do not compile when they leave a class out', () => {
    // @ts-expect-error -- no rule but for dates
    completeRules([{ semiotic: 'date' }]);
  });
});
