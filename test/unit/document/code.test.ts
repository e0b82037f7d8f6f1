import assert from 'node:assert/strict';
import { blocksOf, heard } from './support';

describe('reading source code', () => {
  it('reads a doc comment as prose, without stars and tags', () => {
    const source = `/**
 * Reads a *user* by id. See {@link Store.get|the store} and {@link Reader}.
 *
 * - one
 * - two
 *
 * @param {string} [userId=1] - The id.
 * @param options what else
 * @returns {User} the user
 * @throws {Error} when offline
 * @deprecated
 * @internal
 */
`;
    assert.deepEqual(heard(source, 'code:typescript'), [
      ...['paragraph: Reads a user by id. See the store and Reader.', 'item: one', 'item: two'],
      ...['paragraph: parameter user Id: The id.', 'paragraph: parameter options: what else'],
      ...[
        'paragraph: returns the user',
        'paragraph: throws when offline',
        'paragraph: deprecated',
        'paragraph: internal',
      ],
    ]);
  });

  it('reads line comments that follow each other as one paragraph, and a trailing one after its line', () => {
    const source = '// This goes\n// on.\nlet a = b; // why\n\n// apart\n';
    assert.deepEqual(heard(source, 'code:javascript'), [
      ...['paragraph: This goes\non.', 'code: let a equals b', 'paragraph: why', 'paragraph: apart'],
    ]);
  });

  it('says names in words, operators by name, and brackets as pauses', () => {
    assert.deepEqual(heard('const isOk = await fetchUser(user_id, MAX_RETRIES) ?? null;', 'code:typescript'), [
      'code: const is Ok equals await fetch User, user id, MAX RETRIES, or else null',
    ]);
    assert.deepEqual(heard('if (a === b || c != 3 && !d) f = (x) => x * 2;', 'code:typescript'), [
      'code: if, a equals b or c not equal to 3 and not d, f equals, x, arrow x times 2',
    ]);
    assert.deepEqual(heard('total += a / b % c ** 2; i++; x <<= 1', 'code:javascript'), [
      'code: total plus equals a divided by b modulo c to the power of 2, i plus plus, x shifted left by equals 1',
    ]);
    assert.deepEqual(heard('HTTPServer.parseJSON', 'code:java'), ['code: HTTP Server dot parse JSON']);
  });

  it('tells type arguments, tags and pointers from comparisons and products', () => {
    assert.deepEqual(heard('const m: Map<string, Array<number>> = a < b;', 'code:typescript'), [
      'code: const m, Map of string, Array of number, equals a less than b',
    ]);
    assert.deepEqual(heard('<p class="x">Hi <b>you</b></p>', 'code:html'), [
      'code: p class equals x, Hi, b, you, b, p',
    ]);
    assert.deepEqual(heard('#include <stdio.h>\nchar *p = &v; int c = a & b;', 'code:c'), [
      ...['code: include, stdio dot h', 'code: char p equals v, int c equals a and b'],
    ]);
    assert.deepEqual(heard("import * as fs from 'fs';", 'code:typescript'), ['code: import star as fs from fs']);
  });

  it('reads strings and regular expressions as written', () => {
    assert.deepEqual(heard('log("Hello,\\nworld!", `a // b`, /x.*\\/y/i.test(s))', 'code:javascript'), [
      'code: log, Hello, world!, a // b, /x.*\\/y/i dot test, s',
    ]);
    assert.deepEqual(heard("f('// no comment') # yes", 'code:python'), ['code: f, // no comment', 'paragraph: yes']);
    assert.deepEqual(heard("fn a<'x>(s: &'x str) {} // y", 'code:rust'), ['code: fn a of x, s, x str', 'paragraph: y']);
  });

  it('has three levels of punctuation', () => {
    const source = 'a.b(c[0], "d");';
    assert.deepEqual(heard(source, 'code:java', { punctuation: 'none' }), ['code: a b, c, 0, d']);
    assert.deepEqual(heard(source, 'code:java', { punctuation: 'some' }), ['code: a dot b, c, 0, d']);
    assert.deepEqual(heard(source, 'code:java', { punctuation: 'all' }), [
      'code: a dot b open paren c open bracket 0 close bracket comma quote d quote close paren semicolon',
    ]);
    assert.deepEqual(heard('}\n);', 'code:java'), []);
  });

  it('speaks operators in the language of the reader', () => {
    assert.deepEqual(heard('a != b', 'code:c', { language: 'es' }), ['code: a distinto de b']);
    assert.deepEqual(heard('a != b', 'code:c', { language: 'ja' }), ['code: a ノットイコール b']);
    assert.deepEqual(heard('/** @returns x */', 'code:c', { language: 'fr' }), ['paragraph: renvoie x']);
  });

  it('pauses longer where the indentation changes, and at empty lines', () => {
    const pauses = blocksOf('a\nb\n    c\nd\n\ne\n', 'code:python').map(({ pause = 0 }) => pause);
    const [same = 0, deeper = 0, back = 0, gap = 0] = pauses;
    assert.ok(same < deeper && deeper === back && back < gap, pauses.join(' '));
  });

  it('reads docstrings, with their arguments', () => {
    const source =
      'def f(x):\n    """Doubles x.\n\n    Args:\n        x (int): The number.\n        *rest: More.\n\n    :param str name: A name.\n    :returns: two x\n    """\n    return 2 * x\n';
    assert.deepEqual(heard(source, 'code:python'), [
      ...['code: def f, x', 'paragraph: Doubles x.', 'paragraph: Args:', 'paragraph: x (int): The number.'],
      ...[
        'paragraph: *rest: More.',
        'paragraph: parameter name: A name.',
        'paragraph: returns two x',
        'code: return 2 times x',
      ],
    ]);
  });

  it('knows the comments of other families', () => {
    assert.deepEqual(heard('-- All.\nSELECT * FROM t -- end', 'code:sql'), [
      'paragraph: All.',
      'code: SELECT star FROM t',
      'paragraph: end',
    ]);
    assert.deepEqual(heard(';;; Adds.\n(defn add-two [x] (+ x 2))', 'code:clojure'), [
      'paragraph: Adds.',
      'code: defn add two, x, plus x 2',
    ]);
    assert.deepEqual(heard('/// Frees.\n//! All.\nfn f() {}', 'code:rust'), ['paragraph: Frees.\nAll.', 'code: fn f']);
    assert.deepEqual(heard('<!-- Note. --><p>', 'code:html'), ['paragraph: Note.', 'code: p']);
    assert.deepEqual(heard('# Note.\nname: value # here', 'code:yaml'), [
      'paragraph: Note.',
      'code: name, value',
      'paragraph: here',
    ]);
    assert.deepEqual(heard('#!/bin/sh\n# Note.\nls -la | grep "$x" # here', 'code:shellscript'), [
      ...['paragraph: Note.', 'code: ls -la | grep "$x"', 'paragraph: here'],
    ]);
  });

  it('reads code in a comment as code', () => {
    assert.deepEqual(heard('// const a = f(x);\n', 'code:typescript'), ['code: const a equals f, x']);
  });

  it('knows a selection that begins inside a comment', () => {
    assert.deepEqual(heard(' * the end.\n * @returns it\n */\nlet a;', 'code:typescript'), [
      ...['paragraph: the end.', 'paragraph: returns it', 'code: let a'],
    ]);
    assert.deepEqual(heard(' * only\n * stars', 'code:typescript'), ['paragraph: only\nstars']);
    assert.deepEqual(heard('a * b', 'code:typescript'), ['code: a times b']);
  });

  it('divides a long line at its marks', () => {
    const blocks = blocksOf('a=b;'.repeat(1000), 'code:javascript');
    assert.ok(blocks.length > 10 && blocks.every(({ text }) => text.text.length < 300));
    assert.ok(blocksOf('f(x),'.repeat(10_000), 'code:javascript').every(({ text }) => text.text.length < 1_100));
  });

  it('survives code that ends anywhere', () => {
    for (const end of ['/*', '/**', '"', "'", '`', '"""', '/', '<', '\\', '@', '{@', '<!--', '😀', '\uD800']) {
      for (const format of ['code:typescript', 'code:python', 'code:html', 'code:shellscript'] as const)
        blocksOf(`a ${end}`, format);
    }
  });
});
