import assert from 'node:assert/strict';
import { languages } from '../../../../src/engine/languages';
import { joinSegments, type LanguageCode } from '../../../../src/language/language';
import { LANGUAGE_CODES } from '../../../../src/language/languages';
import { Dictionary } from '../../../../src/language/lexicon/dictionary';
import type { Pronunciation } from '../../../../src/language/lexicon/entry';
import { explainWords } from '../../../../src/language/lexicon/explainWords';
import { normalizeWith } from '../../../../src/language/lexicon/normalizeWith';

const found = (text: string, ...lists: Pronunciation[][]): string[] =>
  (Dictionary.of(lists, 'en-us')?.find(text) ?? []).map(
    ({ start, end, entry }) => `${text.slice(start, end)}=${entry.say ?? ''}`,
  );
const word = (text: string, say = 'X', more: Partial<Pronunciation> = {}): Pronunciation => ({
  word: text,
  say,
  ...more,
});

async function said(code: LanguageCode, sentence: string, ...entries: Pronunciation[]): Promise<string> {
  const language = await languages.load(code);
  const { tokens } = normalizeWith(language, Dictionary.of([entries], code), sentence);
  return joinSegments(await language.phonemize(tokens));
}

describe('Dictionary', () => {
  it('finds whole words only, in scripts with spaces', () => {
    assert.deepEqual(found('git, gitlab x_git git’s (git) légit git-lfs', [word('git')]), Array(4).fill('git=X'));
    assert.deepEqual(found("don't", [word('don')]), []);
    assert.deepEqual(found('東京都', [word('東京')]), ['東京=X']);
    assert.deepEqual(found('C++ and C', [word('C++')]), ['C++=X']);
  });

  it('prefers the longer phrase, and words to patterns', () => {
    const entries = [word('New', '1'), word('New York', '2'), { pattern: 'New Y\\w+', say: '3' }];
    assert.deepEqual(found('New York is New', entries), ['New York=2', 'New=1']);
  });

  it('lets earlier lists win, whatever the later ones match', () => {
    assert.deepEqual(
      found('Visual Studio Code', [word('Studio', '1')], [word('Visual Studio Code', '2'), word('code', '3')]),
      ['Studio=1', 'Code=3'],
    );
  });

  it('heeds case and language', () => {
    const entries = [
      word('us', '1', { caseSensitive: true }),
      word('it', '2', { language: 'fr' }),
      word('on', '3', { language: 'en' }),
    ];
    assert.deepEqual(found('US us It on', entries), ['us=1', 'on=3']);
    assert.equal(Dictionary.of([[word('it', '2', { language: 'fr' })]], 'en-us'), undefined);
  });

  it('takes work in proportion to the text', () => {
    const lists = [[word('a b', '1'), { pattern: 'b a', say: '2' }], [word('a', '3')]];
    const dictionary = Dictionary.of(lists, 'en-us');
    assert.equal(dictionary?.find('a b '.repeat(20_000)).length, 20_000);
  });
});

describe('A sentence with a dictionary', () => {
  const entries: Pronunciation[] = [
    { word: 'xyz', phonemes: 'ˈola' },
    { word: 'ttt', say: '7' },
  ];
  for (const code of LANGUAGE_CODES) {
    it(`is said so in ${code}, and keeps all its places`, async () => {
      const language = await languages.load(code);
      const sentence = '12 xyz, ttt.';
      const { tokens, matches } = normalizeWith(language, Dictionary.of([entries], code), sentence);
      assert.deepEqual(
        matches.map(({ start, end }) => sentence.slice(start, end)),
        ['xyz', 'ttt'],
      );
      const given = tokens.find(({ phonemes }) => phonemes === 'ˈola');
      assert.equal(given && sentence.slice(given.start, given.end), 'xyz');
      assert.equal(tokens.at(-1)?.end, sentence.length);
      const seven = await said(code, '7');
      const whole = joinSegments(await language.phonemize(tokens));
      assert.match(whole, /^\S.* ˈola, ?\S/);
      assert.ok(whole.includes(seven), `${whole} has ${seven}`);
      assert.deepEqual(
        tokens.filter(({ start }) => start === 8).map(({ end }) => end),
        tokens.filter(({ start }) => start === 8).map(() => 11),
      );
    });
  }

  it('changes nothing without a match', async () => {
    const sentence = 'The “quick”\u00a0fox’s 12 cafe\u0301s.';
    assert.equal(await said('en-us', sentence, word('other')), await said('en-us', sentence));
  });

  it('keeps the inline form', async () => {
    const given = '[Kokoro](/kəkˈɔɹO/)';
    assert.match(
      await said('en-us', `${given} and Kokoro.`, { word: 'Kokoro', phonemes: 'kˈOkəɹO' }),
      /^kəkˈɔɹO .* kˈOkəɹO\.$/,
    );
  });

  it('adds the possessive of English', async () => {
    const entry = { word: 'Kokoro', phonemes: 'kˈOkəɹO' };
    assert.match(await said('en-us', 'Kokoro’s voice', entry), /^kˈOkəɹOz /);
    assert.match(await said('en-us', "Alex's", { word: 'Alex', phonemes: 'ˈælᵻks' }), /^ˈælᵻksᵻz/);
  });

  it('finds words in another Unicode form and across spaces', async () => {
    assert.equal(await said('en-us', 'cafe\u0301', word('café', 'tea')), await said('en-us', 'tea'));
    assert.equal(await said('en-us', 'New \n York', word('New York', 'tea')), await said('en-us', 'tea'));
  });

  it('uses an entry where the word has its part of speech', async () => {
    const language = await languages.load('en-us');
    const dictionary = Dictionary.of([[{ word: 'present', phonemes: 'ˈA', partOfSpeech: 'verb' }]], 'en-us');
    const origins = async (sentence: string): Promise<string[]> =>
      (await explainWords(language, dictionary, sentence))
        .filter(({ phonemes }) => phonemes === 'ˈA')
        .map(({ origin }) => origin);
    assert.deepEqual(await origins('They will present the results.'), ['dictionary']);
    assert.deepEqual(await origins('She bought me a present.'), []);
  });

  it('tells why each word is said as it is', async () => {
    const language = await languages.load('en-us');
    const dictionary = Dictionary.of([entries], 'en-us');
    const sentence = 'The CPU read xyz, zorblatt and [A](/ˈA/).';
    const words = await explainWords(language, dictionary, sentence);
    assert.deepEqual(
      words.map(({ start, end, origin }) => `${sentence.slice(start, end)}: ${origin}`),
      [
        'The: lexicon',
        'CPU: letters',
        'read: homograph',
        'xyz: dictionary',
        'zorblatt: guessed',
        'and: lexicon',
        '[A](/ˈA/): given',
      ],
    );
    assert.equal(words[3]?.entry, entries[0]);
  });
});
