import assert from 'node:assert/strict';
import type { CodeBlockMode } from '../../../src/document/block';
import { readMarkdown } from '../../../src/document/markdown';
import { LANGUAGES } from '../../../src/language/languages';

function read(source: string, mode: CodeBlockMode = 'announce'): string[] {
  return [...readMarkdown(source, { codeBlocks: mode, phrases: LANGUAGES['en-us'].phrases })].map(
    ({ kind, text }) => `${kind}: ${text.text}`,
  );
}

/** What in the document the blocks come from. */
function origins(source: string, mode: CodeBlockMode = 'announce'): string[] {
  return [...readMarkdown(source, { codeBlocks: mode, phrases: LANGUAGES['en-us'].phrases })].map(({ text }) => {
    const { start, end } = text.sourceRange(0, text.text.length);
    return source.slice(start, end);
  });
}

describe('readMarkdown', () => {
  it('reads headings, paragraphs and quotes without markup', () => {
    assert.deepEqual(read('# One #\n\nTwo\n===\n\nthree\nfour\n\n> five\n> six\n>> seven\n\n---\n'), [
      'heading: One',
      'heading: Two',
      'paragraph: three\nfour',
      'paragraph: five\nsix',
      'paragraph: seven',
    ]);
  });

  it('reads the numbers of lists and the state of tasks', () => {
    assert.deepEqual(read('3. a\n3. b\n\n   more\n\n- c\n  - d\n- [x] e\n- [ ] f\n'), [
      ...['item: 3. a', 'item: 4. b', 'item: more', 'item: c', 'item: d', 'item: done: e', 'item: to do: f'],
    ]);
    assert.deepEqual(origins('9. a\n\n* [x] e\n'), ['9. a', '[x] e']);
  });

  it('takes only YAML between dashes for front matter', () => {
    assert.deepEqual(read('---\nFoo\n---\nBar\n'), ['heading: Foo', 'paragraph: Bar']);
    assert.deepEqual(read('---\n# by hand\n\ntitle: x\n---\nBar\n'), ['paragraph: Bar']);
  });

  it('treats <pre> as a block of code', () => {
    const source = '<pre><code class="language-js">\nlet a &lt; 1;\n\nlet b;\n</code></pre>\n\nafter\n';
    assert.deepEqual(read(source), ['notice: Code block, JavaScript, 3 lines, skipped.', 'paragraph: after']);
    assert.match(read(source, 'read').join(), /let a .* 1/);
    assert.deepEqual(read('<div>x<pre>\ny\n</pre>z</div>\n'), [
      ...['paragraph: x', 'notice: Code block, 1 line, skipped.', 'paragraph: z'],
    ]);
  });

  it('leaves an escaped ">" at the beginning unsaid', () => {
    assert.deepEqual(read('\\> not a quote\n\n- &gt;&gt; nor this\n\na \\> b'), [
      ...['paragraph: not a quote', 'item: nor this', 'paragraph: a > b'],
    ]);
  });

  it('skips a footnote that nothing refers to, as a page would', () => {
    assert.deepEqual(read('a[^1]\n\n[^1]: one\n\n[^2]: two\n'), ['paragraph: a', 'paragraph: one']);
  });

  it('reads links, code, emphasis, escapes and entities as their text', () => {
    const source = 'a [l *i* nk](http://x "t") `co\\*de` ~~gone~~ <https://x.org> \\*s\\* &amp; &#x1F600; &lt;b';
    assert.deepEqual(read(source), ['paragraph: a l i nk co\\*de gone https://x.org *s* & 😀 <b']);
  });

  it("announces skipped content in the document's language", () => {
    const source = '![gato](g.png)\n\n```py\nx\n```\n';
    const blocks = [...readMarkdown(source, { codeBlocks: 'announce', phrases: LANGUAGES.es.phrases })].map(
      ({ text }) => text.text,
    );
    assert.deepEqual(blocks, ['Imagen: gato.', 'Bloque de código, Python, 1 línea, omitido.']);
  });

  it("passes on an author's pronunciation, but treats a path as a path", () => {
    assert.deepEqual(read('Say [Kokoro](/kˈOkəɹO/) and [docs](/docs/) [日本](/日本/).'), [
      'paragraph: Say [Kokoro](/kˈOkəɹO/) and docs 日本.',
    ]);
  });

  it('reads text between HTML tags, not the tags, comments or scripts', () => {
    assert.deepEqual(read('x <b>y</b><!-- no --><br>z\n\n<p align="center">\nA &amp; <i>B</i></p><p>C\n</p>\n'), [
      'paragraph: x y\nz',
      'paragraph: A & B',
      'paragraph: C',
    ]);
    assert.deepEqual(read('<!--\n\nno\n\n-->\n\n<script>\nno\n</script>\n\nyes'), ['paragraph: yes']);
  });

  it('reads images by their alternative text and skips badges', () => {
    assert.deepEqual(read('see ![a cat](c.png) ![](d.png) here'), ['paragraph: see Image: a cat.  here']);
    assert.deepEqual(
      read('# T [![build](https://x/badge.svg)](u)\n\n[![a](a.svg)](b) [![c]][d]\n\n[c]: c.svg\n[d]: d'),
      ['heading: T'],
    );
    assert.deepEqual(read('[![Screenshot](s.png)](u)'), ['paragraph: Image: Screenshot.']);
  });

  it('reads tables row by row', () => {
    assert.deepEqual(read('| A | B |\n|---|:-:|\n| 1. | x \\| `y` |\n| 2 | |\n'), [
      'cell: A, B',
      'cell: 1. x | y',
      'cell: 2',
    ]);
  });

  it('reads footnotes where they are written, without marks', () => {
    assert.deepEqual(read('a[^1] b\n\n[^1]: Note.\n'), ['paragraph: a b', 'paragraph: Note.']);
  });

  it('does not mistake a leading thematic break for front matter', () => {
    const said = [
      ...readMarkdown('---\n\nFirst.\n\n---\n\nSecond.\n', { codeBlocks: 'read', phrases: LANGUAGES['en-us'].phrases }),
    ].map(({ text }) => text.text);
    assert.deepEqual(said, ['First.', 'Second.']);
  });

  it('skips sections before the start offset', () => {
    const source = Array.from({ length: 2000 }, (_, i) => `Paragraph ${i} of a long document.`).join('\n\n');
    const from = source.indexOf('Paragraph 1900');
    const blocks = [...readMarkdown(source, { codeBlocks: 'read', phrases: LANGUAGES['en-us'].phrases, from })];
    assert.ok(blocks.length < 1000);
    assert.ok(blocks.some(({ text }) => text.text.startsWith('Paragraph 1900 ')));
  });

  it('does not read front matter', () => {
    assert.deepEqual(read('---\ntitle: no\n---\nyes'), ['paragraph: yes']);
    assert.deepEqual(read('\uFEFF+++\r\nt = 1\r\n+++\r\nyes'), ['paragraph: yes']);
    assert.deepEqual(read('---\n\na'), ['paragraph: a']);
  });

  it('announces, reads or skips code', () => {
    const source = 'a\n\n```ts x\nlet a;\n\n  b();\n```\n\n    in &amp; dented\n\n- i\n\n  ~~~\n  c\n  ~~~\n';
    assert.deepEqual(read(source), [
      ...['paragraph: a', 'notice: Code block, TypeScript, 3 lines, skipped.', 'notice: Code block, 1 line, skipped.'],
      ...['item: i', 'notice: Code block, 1 line, skipped.'],
    ]);
    assert.equal(origins(source)[1], '```ts x\nlet a;\n\n  b();\n```');
    assert.deepEqual(
      read(source, 'read').filter((block) => block.startsWith('code')),
      ['code: let a', 'code: b', 'code: in &amp; dented', 'code: c'],
    );
    assert.deepEqual(origins(source, 'read').slice(1), ['let a', 'b', 'in &amp; dented', 'i', 'c']);
    assert.deepEqual(read(source, 'skip'), ['paragraph: a', 'item: i']);
    assert.deepEqual(read('```sh\n```\n\n```constructor\nx'), [
      'notice: Code block, shell, empty, skipped.',
      'notice: Code block, constructor, 1 line, skipped.',
    ]);
  });

  it('maps each word to its source across markup, prefixes and entities', () => {
    const source = '> one \\* two\r\n> &amp; *thr*ee &nbsp; `four`\r\n';
    const [block] = [...readMarkdown(source, { codeBlocks: 'skip', phrases: LANGUAGES['en-us'].phrases })];
    assert.ok(block);
    for (const word of ['one', '*', 'two', 'thr', 'ee', 'four']) {
      const at = block.text.text.indexOf(word);
      const range = block.text.sourceRange(at, at + word.length);
      assert.equal(source.slice(range.start, range.end), word);
    }
    const at = block.text.text.indexOf('&');
    const range = block.text.sourceRange(at, at + 1);
    assert.equal(source.slice(range.start, range.end), '&amp;');
  });

  it('reads to the end of a document whose nesting is pathological', () => {
    const n = 10_000;
    const nested = Array.from({ length: 400 }, (_, i) => `${' '.repeat(2 * i)}- a`).join('\n');
    const repeated = [
      '>',
      '[',
      '![',
      '- ',
      '*a _b ',
      '[a](',
      '`',
      '<a ',
      '**',
      '~',
      '|',
      '<!--',
      '&',
      '\\',
      '\0',
      '\uD800',
      'a\r',
    ];
    for (const part of repeated) assert.match(read(`${part.repeat(n)} end\n`).at(-1) ?? '', /\bend$/, part);
    assert.equal(read(nested).join(' ').match(/\ba\b/g)?.length, 400);
  });

  it('yields nothing for an empty document', () => {
    assert.deepEqual(
      ['', '\n\n', '---', '\uFEFF', '[a]: b'].flatMap((source) => read(source)),
      [],
    );
  });
});
