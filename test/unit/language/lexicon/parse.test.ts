import assert from 'node:assert/strict';
import { MAX_ENTRIES } from '../../../../src/language/lexicon/entry';
import { parsePronunciations } from '../../../../src/language/lexicon/parse';

const codeOf = (entry: unknown): string | undefined => parsePronunciations([entry]).problems[0]?.code;

describe('entries of the dictionary', () => {
  it('are taken as they are when nothing is wrong', () => {
    const entries = [
      { word: 'kubectl', say: 'cube control' },
      { word: 'Kokoro', phonemes: 'kˈOkəɹO', language: 'en', caseSensitive: true, note: 'the voice' },
      { pattern: 'v(\\d+)', say: 'version', files: 'docs/**' },
      { word: 'lead', phonemes: 'lˈɛd', partOfSpeech: 'noun' },
      { word: '儿', phonemes: 'ㄦ2', language: 'zh' },
      { word: 'constructor', say: 'builder' },
    ];
    assert.deepEqual(parsePronunciations(entries), { entries, problems: [] });
  });

  it('are refused with a code each', () => {
    const word = 'a';
    const say = 'b';
    assert.equal(codeOf('a'), 'not-an-entry');
    assert.equal(codeOf(null), 'not-an-entry');
    assert.equal(codeOf({ say }), 'word-missing');
    assert.equal(codeOf({ word, pattern: 'a', say }), 'word-and-pattern');
    assert.equal(codeOf({ word }), 'spoken-missing');
    assert.equal(codeOf({ word, say, phonemes: 'a' }), 'say-and-phonemes');
    assert.equal(codeOf({ word: ' ', say }), 'empty');
    assert.equal(codeOf({ word, phonemes: 'ˈ' }), 'empty');
    assert.equal(codeOf({ word: 7, say }), 'type-wrong');
    assert.equal(codeOf({ word, say, caseSensitive: 'yes' }), 'type-wrong');
    assert.equal(codeOf({ word: 'a'.repeat(101), say }), 'too-long');
    assert.equal(codeOf({ word, say, lang: 'en' }), 'property-unknown');
    assert.equal(codeOf(JSON.parse('{"word":"a","say":"b","__proto__":"c"}')), 'property-unknown');
    assert.equal(codeOf({ word, say, language: 'de' }), 'language-unknown');
    assert.equal(codeOf({ word, say, partOfSpeech: 'article' }), 'part-of-speech-unknown');
    assert.equal(codeOf({ word, say, partOfSpeech: 'noun', language: 'ja' }), 'part-of-speech-language');
    assert.equal(codeOf({ pattern: '(a', say }), 'pattern-invalid');
    assert.equal(codeOf({ word, say, files: 'a[b' }), 'files-invalid');
    assert.equal(codeOf({ word, phonemes: 'ㄦ2' }), 'phoneme-unknown');
    assert.equal(codeOf({ word, phonemes: 'a)/b' }), 'phoneme-unknown');
    assert.deepEqual(
      [undefined, {}, 'x', null].map((value) => parsePronunciations(value).problems[0]?.code),
      Array(4).fill('not-a-list'),
    );
  });

  it('tell which symbol is no phoneme, and where', () => {
    const { problems } = parsePronunciations([
      { word: 'a', say: 'b' },
      { word: 'b', phonemes: 'kˈ😀g' },
    ]);
    assert.equal(problems[0]?.message, '“😀” (U+1F600) at position 3 is no phoneme of Kokoro.');
    assert.deepEqual(problems[0], { ...problems[0], entry: 1, property: 'phonemes', offset: 2, length: 2 });
  });

  it('are refused when another entry is for the same text', () => {
    const list = [
      { word: 'SQL', say: 'sequel' },
      { word: 'sql', say: 'ess cue ell' },
      { word: 'sql', say: 'ess cue ell', caseSensitive: true },
      { word: 'sql', say: 'ess cue ell', language: 'fr' },
    ];
    const { entries, problems } = parsePronunciations(list);
    assert.deepEqual(
      problems.map(({ code, entry }) => [code, entry]),
      [['duplicate', 1]],
    );
    assert.equal(entries.length, 3);
  });

  it('are bounded in number and in the size of their patterns', () => {
    const many = Array.from({ length: MAX_ENTRIES + 5 }, (_, i) => ({ word: `w${i}`, say: 'x' }));
    const words = parsePronunciations(many);
    assert.equal(words.entries.length, MAX_ENTRIES);
    assert.deepEqual(
      words.problems.map(({ code }) => code),
      ['too-many'],
    );
    const large = Array.from({ length: 30 }, (_, i) => ({ pattern: `(a{9}){99}${i}`, say: 'x' }));
    const patterns = parsePronunciations(large);
    assert.equal(patterns.entries.length, 22);
    assert.equal(
      patterns.problems.every(({ code }) => code === 'patterns-too-large'),
      true,
    );
  });
});
