import assert from 'node:assert/strict';
import { MappedText } from '../../../src/document/mappedText';
import { splitSentences } from '../../../src/language/sentences';

function split(text: string): string[] {
  return splitSentences(MappedText.verbatim(text, 7)).map((sentence) => {
    const { start, end } = sentence.sourceRange(0, sentence.text.length);
    assert.equal(text.slice(start - 7, end - 7), sentence.text);
    return sentence.text;
  });
}

describe('splitSentences', () => {
  it('splits at full stops, marks and quotes', () => {
    assert.deepEqual(split('One. Two! Three?! "Four." (Five.) Six… Seven... Eight'), [
      ...['One.', 'Two!', 'Three?!', '"Four."', '(Five.)', 'Six…', 'Seven...', 'Eight'],
    ]);
  });

  it('does not split inside names, numbers and abbreviations', () => {
    for (const text of [
      'Use e.g. Node.js, i.e. Foo etc. Or v1.2.3 vs. 3.14 in foo.txt.',
      'Dr. Smith and Mr. J. R. Jones, St. Paul, Fig. 3, No. 5, Roe v. Wade.',
      'He said "Stop!" and left... then … came back.',
      'About approx. Five.',
      '1. First item.',
    ]) {
      assert.deepEqual(split(text), [text]);
    }
    assert.deepEqual(split('Is it No. Yes. So do I. Then.'), ['Is it No.', 'Yes.', 'So do I.', 'Then.']);
  });

  it('does not split at line ends, and trims', () => {
    assert.deepEqual(split('  One\r\ntwo.\n\n Three \n'), ['One\r\ntwo.', 'Three']);
  });

  it('knows East Asian full stops', () => {
    assert.deepEqual(split('これは文です。次の文！「はい。」そう'), [
      'これは文です。',
      '次の文！',
      '「はい。」',
      'そう',
    ]);
  });

  it('cuts endless text at spaces and loses nothing', () => {
    const sentences = split('word '.repeat(20_000));
    assert.ok(sentences.every((text) => text.length <= 1_000 && text.startsWith('word')));
    assert.equal(sentences.join(' '), 'word '.repeat(20_000).trim());
    assert.equal(split('a'.repeat(100_000)).join(''), 'a'.repeat(100_000));
    const clauses = split('長い文、'.repeat(1_000));
    assert.equal(clauses.join(''), '長い文、'.repeat(1_000));
    assert.ok(clauses.every((text) => text.endsWith('、')));
    assert.deepEqual(split(' '.repeat(1_000)), []);
  });
});
