import assert from 'node:assert/strict';
import { readPlainText } from '../../../src/document/plainText';

function read(source: string): string[] {
  return [...readPlainText(source)].map(({ kind, text }) => {
    const { start, end } = text.sourceRange(0, text.text.length);
    assert.equal(source.slice(start, end), text.text);
    return `${kind}: ${text.text}`;
  });
}

describe('readPlainText', () => {
  it('makes blocks of paragraphs and list items', () => {
    assert.deepEqual(read('one\ntwo\n\n \t\nthree:\n- a\n  more\n2. b\n'), [
      ...['paragraph: one\ntwo', 'paragraph: three:', 'item: - a\n  more', 'item: 2. b'],
    ]);
  });

  it('reads code line by line', () => {
    assert.deepEqual(read('function f() {\n  return g(1);\n}\n\nimport a\n'), [
      ...['code: function f() {', 'code:   return g(1);', 'code: import a'],
    ]);
  });

  it('handles all kinds of line ends and characters', () => {
    assert.deepEqual(read('\uFEFFa\r\nb\r\n\r\nc\rd\r\re'), ['paragraph: a\r\nb', 'paragraph: c\rd', 'paragraph: e']);
    assert.deepEqual(read('שלום עולם\n\n\uD800x\uDC00\n\n\0\x01\uFFFD\n\n---\n\n'), [
      'paragraph: שלום עולם',
      'paragraph: \uD800x\uDC00',
      'paragraph: \0\x01\uFFFD',
    ]);
    assert.deepEqual(read(''), []);
  });

  it('is lazy, and cuts endless text at spaces, never inside a surrogate pair', () => {
    const [first] = readPlainText(`first\n\n${'x'.repeat(10_000_000)}`);
    assert.equal(first?.text.text, 'first');
    const [words] = [...readPlainText('word '.repeat(10_000))];
    assert.ok(words && words.text.text.length < 20_000 && words.text.text.endsWith('word '));
    const lengths = Array.from(readPlainText('😀'.repeat(50_001)), ({ text }) => text.text.length);
    assert.ok(lengths.length > 1);
    assert.deepEqual(
      lengths.filter((length) => length % 2 !== 0),
      [],
    );
    assert.equal([...readPlainText(' \n'.repeat(200_000))].length, 0);
  });
});
