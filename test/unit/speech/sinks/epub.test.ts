import assert from 'node:assert/strict';
import { strFromU8, unzipSync } from 'fflate';
import type { Format } from '../../../../src/document/formats';
import type { EpubBook, EpubChapter } from '../../../../src/speech/sinks/epub/book';
import { epub } from '../../../../src/speech/sinks/epub/epub';
import { recorded } from '../../../support/recording';

const MARKDOWN = `---
title: front matter
---
# Torture & <tests/>

A paragraph with **un**bold, *emphasis*, \`code & <x>\`, a [link](https://example.com/?x=1&y=2), a [file](./other.md), a
[reference][r], ![alternative text](image.png) and $x + y$. Say Kokoro\u0000.

[r]: https://example.org/

3. Three
4. Four
   - nested

- [x] done

> A quotation

\`\`\`ts
const a = b < c && "d";
\`\`\`

## Part two

| A | B |
|---|---|
| one | two |

<details><summary>Summary</summary>Inner &copy; text</details>
`;

const BOOK: EpubBook = {
  title: 'Docs & more',
  language: 'en-us',
  author: 'A <B>',
  modified: new Date('2026-11-28T01:02:03.456Z'),
};

function chapter(source: string, format: Format = 'markdown', changes: Partial<EpubChapter> = {}): EpubChapter {
  const { outline, words, seconds } = recorded(source, 'en-us', format);
  const audio = { kind: 'mp3', seconds, data: [new Uint8Array([1, 2]), new Uint8Array([3])] } as const;
  return { title: 'Chapter', source, format, outline, words, audio, ...changes };
}

async function written(chapters: EpubChapter[], book: EpubBook = BOOK): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of epub(book, chapters)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function filesOf(chapters: EpubChapter[], book?: EpubBook): Promise<(name: string) => string> {
  const files = unzipSync(await written(chapters, book));
  return (name) =>
    strFromU8(files[`EPUB/${name}`] ?? assert.fail(`${name} is not among ${Object.keys(files).join(', ')}`));
}

/** The text of the element with an id. */
function textOf(xhtml: string, id: string): string {
  const [, tag = '', rest = ''] = new RegExp(`<(\\w+) id="${id}"[^>]*>(.*)$`, 's').exec(xhtml) ?? assert.fail(id);
  return rest.slice(0, rest.indexOf(`</${tag}>`)).replace(/<[^>]*>/g, '');
}

function clips(smil: string): { id: string; begin: number; end: number }[] {
  const pars = smil.matchAll(
    /<text src="[^"#]*#(\w+)"\/><audio src="[^"]*" clipBegin="([\d.]+)s" clipEnd="([\d.]+)s"/g,
  );
  return Array.from(pars, ([, id = '', begin, end]) => ({ id, begin: Number(begin), end: Number(end) }));
}

describe('epub', () => {
  it('begins with its type, which is stored', async () => {
    const bytes = await written([chapter(MARKDOWN)]);
    assert.equal(strFromU8(bytes.subarray(30, 58)), 'mimetypeapplication/epub+zip');
    assert.equal(Buffer.from(bytes).readUInt16LE(8), 0);
    assert.deepEqual([...(unzipSync(bytes)['EPUB/chapter-1.mp3'] ?? [])], [1, 2, 3]);
  });

  it('lights up each word while it is spoken, without gaps', async () => {
    const made = chapter(MARKDOWN);
    const file = await filesOf([made]);
    const [xhtml, spoken] = [file('chapter-1.xhtml'), clips(file('chapter-1.smil'))];
    assert.deepEqual(
      spoken.map(({ begin }) => begin),
      made.words.map(({ start }) => Number(start.toFixed(3))),
    );
    for (const [i, { end }] of spoken.entries()) {
      assert.equal(end, spoken[i + 1]?.begin ?? Number(made.audio.seconds.toFixed(3)));
    }
    for (const [i, { id }] of spoken.entries()) {
      const word = made.words[i]?.text ?? '';
      // Code is announced, and the number of an item and the box of a task are not part of its text.
      if (/^\w+$/.test(word)) assert.equal(textOf(xhtml, id), word);
    }
    assert.equal(new Set(spoken.map(({ id }) => id)).size, made.words.length);
  });

  it('groups the words by sentences, each in its block', async () => {
    const file = await filesOf([chapter('# Title\n\nOne two. Three\nfour.')]);
    const groups = Array.from(
      file('chapter-1.smil').matchAll(/<seq id="s\d+" epub:textref="chapter-1\.xhtml#(\w+)">(.*?)<\/seq>/gs),
      ([, block = '', pars = '']) => [block, clips(pars).map(({ id }) => textOf(file('chapter-1.xhtml'), id))],
    );
    assert.deepEqual(groups, [
      ['b1', ['Title']],
      ['b2', ['One', 'two']],
      ['b2', ['Three', 'four']],
    ]);
  });

  it('keeps the structure of Markdown', async () => {
    const xhtml = (await filesOf([chapter(MARKDOWN)]))('chapter-1.xhtml').replace(/<\/?span[^>]*>| id="\w+"/g, '');
    for (const part of [
      '<h1>Torture &amp; </h1>',
      '<strong>un</strong>bold, <em>emphasis</em>, <code>code &amp; &lt;x&gt;</code>',
      'a <a href="https://example.com/?x=1&amp;y=2">link</a>, a file, a\n<a href="https://example.org/">reference</a>',
      'alternative text and $x + y$. Say Kokoro\ufffd.',
      '<ol start="3">\n<li>Three</li>\n<li>Four\n<ul>\n<li>nested</li>\n</ul></li>\n</ol>',
      '<li>☑ done</li>',
      '<blockquote>\n<p>A quotation</p>\n</blockquote>',
      '<pre><code class="language-ts">const a = b &lt; c &amp;&amp; &quot;d&quot;;</code></pre>',
      '<thead><tr><th>A</th><th>B</th></tr></thead>\n<tbody>\n<tr><td>one</td><td>two</td></tr>\n</tbody>',
      '<p>Summary</p>\n<p>Inner © text</p>',
    ])
      assert.ok(xhtml.includes(part), `${part}\nis not in\n${xhtml}`);
    assert.doesNotMatch(xhtml, /front matter/);
  });

  it('lists the headings of all chapters, and the title of a chapter without', async () => {
    const nav = (await filesOf([chapter(MARKDOWN), chapter('Only text.', 'plain', { title: 'Two & three' })]))(
      'nav.xhtml',
    );
    assert.deepEqual(
      Array.from(nav.matchAll(/<a href="([^"]*)">([^<]*)/g), ([, href, title]) => [href, title]),
      [
        ['chapter-1.xhtml#b1', 'Torture &amp;'],
        ['chapter-1.xhtml#b9', 'Part two'],
        ['chapter-2.xhtml', 'Two &amp; three'],
      ],
    );
  });

  it('describes itself', async () => {
    const made = [chapter(MARKDOWN), chapter('Two.', 'plain')];
    const cover = { type: 'image/png', data: new Uint8Array([9]) } as const;
    const file = await filesOf(made, { ...BOOK, cover, narrator: 'Heart' });
    const opf = file('package.opf');
    const seconds = made.reduce((sum, { audio }) => sum + audio.seconds, 0);
    for (const part of [
      '<dc:title>Docs &amp; more</dc:title>',
      '<dc:language>en-US</dc:language>',
      '<dc:creator>A &lt;B&gt;</dc:creator>',
      '<meta property="dcterms:modified">2026-11-28T01:02:03Z</meta>',
      '<spine>\n<itemref idref="nav"/>\n<itemref idref="text-1"/>\n<itemref idref="text-2"/>\n</spine>',
      `<meta property="media:duration">${seconds.toFixed(3)}s</meta>`,
      '<meta property="media:active-class">-epub-media-overlay-active</meta>',
      '<item id="cover" href="cover.png" media-type="image/png" properties="cover-image"/>',
      '<item id="text-2" href="chapter-2.xhtml" media-type="application/xhtml+xml" media-overlay="overlay-2"/>',
      '<item id="audio-2" href="chapter-2.mp3" media-type="audio/mpeg"/>',
    ])
      assert.ok(opf.includes(part), `${part}\nis not in\n${opf}`);
    assert.match(file('style.css'), /\.-epub-media-overlay-active \{.*@media \(prefers-color-scheme: dark\)/s);
  });

  it('is the same when it is made again', async () => {
    assert.deepEqual(await written([chapter(MARKDOWN)]), await written([chapter(MARKDOWN)]));
  });

  it('shows other formats as they are read', async () => {
    const file = await filesOf([chapter('A paragraph.\n\n- one\n- two\n\nThe end.', 'plain')]);
    const xhtml = file('chapter-1.xhtml').replace(/<\/?span[^>]*>| id="\w+"/g, '');
    assert.match(xhtml, /<p>A paragraph\.<\/p>\n<ul><li>- one<\/li>\n<li>- two<\/li>\n<\/ul>\n<p>The end\.<\/p>/);
  });
});
