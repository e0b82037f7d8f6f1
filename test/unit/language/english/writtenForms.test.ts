import assert from 'node:assert/strict';
import { languages } from '../../../../src/engine/languages';
import { joinTokens, type Language } from '../../../../src/language/language';

/** Written forms by class, and the words for them. */
const FORMS: Readonly<Record<string, readonly (readonly [written: string, said: string])[]>> = {
  'dates in small letters': [
    ['july 25 2012', 'july twenty fifth twenty twelve'],
    ['august 23, 2002', 'august twenty third two thousand two'],
    ['jan 1', 'january first'],
    ['17 may 2010', 'the seventeenth of may twenty ten'],
    ['on march 3', 'on march third'],
    ['we march 3 miles and may 2 agree', 'we march three miles and may two agree'],
  ],
  'dates with hyphens and slashes': [
    ['Jan-15-2020', 'january fifteenth twenty twenty'],
    ['Jan-15', 'january fifteenth'],
    ['15-Jan-98', 'the fifteenth of january nineteen ninety eight'],
    ['1998-3-4', 'march fourth nineteen ninety eight'],
    ['20210315', 'march fifteenth twenty twenty one'],
    ['2021-03', 'march twenty twenty one'],
    ['the 2003-04 season', 'the two thousand three to oh four season'],
    ['03/2027', 'march twenty twenty seven'],
    [
      'due 2/22, Mon 3/4, Tu (2/22)',
      'due february twenty second, monday march fourth, tuesday (february twenty second)',
    ],
    ['on 3/4 of it', 'on three quarters of it'],
    ['1998/2/30', 'nineteen ninety eight slash two slash thirty'],
  ],
  'parts of years': [
    ['2Q22', 'the second quarter of twenty twenty two'],
    ['in the 1H 2023', 'in the first half of twenty twenty three'],
    ['June-July 2020', 'june to july twenty twenty'],
    ['Tues. 4 March', 'tuesday the fourth of march'],
  ],
  years: [
    ['1939-45', 'nineteen thirty nine to forty five'],
    ['1914–1918', 'nineteen fourteen to nineteen eighteen'],
    ["class of '05, summer of '69, Jan '99", 'class of oh five, summer of sixty nine, january ninety nine'],
    ['500 BC-AD 500', 'five hundred B C to A D five hundred'],
    ['c. 1500, b. 1950, d. 1999', 'circa fifteen hundred, born nineteen fifty, died nineteen ninety nine'],
    ['in 1066 and in 1024 bytes', 'in ten sixty six and in one thousand twenty four bytes'],
  ],
  'times and durations': [
    ['2h30m, 1d12h, 3m20s', 'two hours and thirty minutes, one day and twelve hours, three minutes and twenty seconds'],
    ['0900 hours', 'zero nine hundred hours'],
    ['14:30h', 'fourteen thirty'],
    ['1:59 p.m.est', 'one fifty nine P M E S T'],
  ],
  temperatures: [
    ['37 C', 'thirty seven degrees Celsius'],
    ['98F', 'ninety eight degrees Fahrenheit'],
    ['It was 98 F. Hot', 'It was ninety eight degrees Fahrenheit. Hot'],
    ['1 K', 'one kelvin'],
    ['cooled to 273.15 K', 'cooled to two hundred seventy three point one five kelvin'],
    ['20°-25°C', 'twenty degrees to twenty five degrees Celsius'],
    ['25 deg C, 100 degrees F', 'twenty five degrees Celsius, one hundred degrees Fahrenheit'],
    ['seat 14C, two 3 C files', 'seat fourteen C, two three C files'],
  ],
  'units in other letters': [
    ['12KG, 30 MPH, 3 gbps', 'twelve kilograms, thirty miles per hour, three gigabits per second'],
    ['16 gb, 500 mb, 2.4 ghz', 'sixteen gigabytes, five hundred megabytes, two point four gigahertz'],
  ],
  'units after scales and fractions, and before nouns': [
    ['100 million kg', 'one hundred million kilograms'],
    ['4 1/2 lbs', 'four and a half pounds'],
    ['1/2 lb', 'one half pound'],
    ['a 24-hr, 3-yr-old', 'a twenty four hour, three year old'],
    ['4 yrs, 6 mos. old', 'four years, six months old'],
    ['120/80 mmHg', 'one twenty over eighty millimeters of mercury'],
    ['5 L/100 km', 'five liters per hundred kilometers'],
    ['5 W/m², 12/kg, 3 km³', 'five watts per square meter, twelve per kilogram, three cubic kilometers'],
    ['apartment 3B', 'apartment three B'],
  ],
  sizes: [
    ['25 x 7 m', 'twenty five by seven meters'],
    ['10cm x 5cm', 'ten centimeters by five centimeters'],
    ["5' x 8'", 'five feet by eight feet'],
    ["a 20' ladder", 'a twenty foot ladder'],
    ["'the 20' here", '“the twenty” here'],
    ['5 ft 3 in', 'five feet three inches'],
  ],
  money: [
    ['$20.5, $20.500', 'twenty dollars and fifty cents, twenty dollars and fifty cents'],
    ['¥30 b, $1.5 mil', 'thirty billion yen, one point five million dollars'],
    ['₹2 crore, Rs. 500', 'two crore rupees, five hundred rupees'],
    ['US$5', 'five U S dollars'],
    ['5,50 €, 1.234,50 €', 'five euros and fifty cents, one thousand two hundred thirty four euros and fifty cents'],
    ['$5 bill', 'five dollar bill'],
  ],
  'given numbers': [
    ['a card ending in 8876', 'a card ending in eight eight seven six'],
    ['PIN 1234, account number: 5566', 'PIN one two three four, account number: five five six six'],
    ['in order 2000 pages', 'in order two thousand pages'],
  ],
  'grouped digits': [
    ["100 000, 1'000'000", 'one hundred thousand, one million'],
    ['1 234.56', 'one thousand two hundred thirty four point five six'],
  ],
  telephones: [
    ['(123)-456-7890', 'one two three four five six seven eight nine zero'],
    ['(02) 1234-5678', 'zero two one two three four five six seven eight'],
    ['0912-345-678', 'zero nine one two three four five six seven eight'],
    ['123-123-5678-1111', 'one two three one two three five six seven eight one one one one'],
  ],
  addresses: [
    ['1211 E Arques Ave', 'twelve eleven east Arques avenue'],
    ['708 N 1st St', 'seven oh eight north first street'],
    ['12 S 1st st', 'twelve south first street'],
    ['1600 Pennsylvania Ave NW', 'sixteen hundred Pennsylvania avenue northwest'],
    ['2 San Tomas hwy, Santa', 'two San Tomas highway, Santa'],
  ],
  electronic: [
    ['john_doe-99@mail.net', 'john underscore doe dash ninety nine at mail dot net'],
    ['a&b@site.org/123-sm', 'a ampersand B at site dot org slash one twenty three dash S M'],
    ['$12@12%, @12, 12@', 'twelve dollars at twelve percent, at twelve, twelve at'],
  ],
  math: [
    ['5-3=2, 1- 2 = 5', 'five minus three equals two, one minus two equals five'],
    ['12/4=3, 3x4=12', 'twelve divided by four equals three, three times four equals twelve'],
    ['10⁻³, 10^-3', 'ten to the power of minus three, ten to the power of minus three'],
    ['3×10^8', 'three times ten to the power of eight'],
    ['-∞, 2π, πr²', 'minus infinity, two pi, pi r squared'],
    ['∛8', 'the cube root of eight'],
  ],
  'Roman numerals': [
    ['Francis I--test, George V', 'Francis the first—test, George the fifth'],
    ['John I think', 'John I think'],
    ['Volume iii, WWII', 'Volume three, world war two'],
  ],
  'fractions, ratings and others': [
    ['1/4TH', 'one quarter'],
    ['4.5/5, 5/10 stars', 'four point five out of five, five out of ten stars'],
    ['23Rd', 'twenty third'],
    ['NO?17', 'NO? seventeen'],
    ['here (4 June).and', 'here (the fourth of june). and'],
    ['a 5K run', 'a five K run'],
    ['100s of people, 10s of 1000s of it', 'hundreds of people, tens of thousands of it'],
    ['11:20p, w/ 20%, a 60/40 split', 'eleven twenty P M, with twenty percent, a sixty forty split'],
    ['32°N 117°W', 'thirty two degrees north one hundred seventeen degrees west'],
    ['§§ 3-5, Vol. XII, no. I am', 'sections three to five, volume twelve, no. I am'],
    ['3 × 4 in., at 350F', 'three by four inches, at three hundred fifty degrees Fahrenheit'],
    ['$2–3/lb, ₹1,00,000', 'two to three dollars per pound, one hundred thousand rupees'],
    ['+91-98765-43210', 'plus nine one nine eight seven six five four three two one zero'],
    ['Exit 12B, t(98)=2.3', 'Exit twelve B, t(ninety eight) equals two point three'],
    ['Call Dr. J.R.R. Smith', 'Call doctor J R R Smith'],
  ],
};

describe('English written forms', () => {
  let english: Language;

  before(async () => {
    english = await languages.load('en-us');
  });

  for (const [kind, forms] of Object.entries(FORMS)) {
    it(`says ${kind}`, () => {
      for (const [written, said] of forms) assert.equal(joinTokens(english.normalize(written)), said, written);
    });
  }
});
