import assert from 'node:assert/strict';
import { readDocument } from '../../../src/document/formats';
import { LANGUAGES } from '../../../src/language/languages';
import { blocksOf, heard } from './support';

const html = (source: string): string[] => heard(source, 'html');

describe('HTML', () => {
  it('reads headings, paragraphs and quotations', () => {
    assert.deepEqual(
      html(
        '\uFEFF<!DOCTYPE html><html><head><meta charset="utf-8"><title>Title</title><style>p{}</style></head><body>' +
          '<h2>A <em>heading</em></h2>\n<p>One\n   paragraph<p>and another<br>line<hr><div>loose <b>text</b></div>' +
          '<blockquote><p>Quoted</p></blockquote>tail</body></html>',
      ),
      [
        'heading: A heading',
        'paragraph: One\nparagraph',
        'paragraph: and another\nline',
        'paragraph: loose text',
        'paragraph: Quoted',
        'paragraph: tail',
      ],
    );
    assert.deepEqual(
      blocksOf('<h1>A</h1><h6><span>B</span></h6><p>C', 'html').map(({ level }) => level),
      [1, 6, undefined],
    );
  });

  it('reads lists with their numbers and tasks', () => {
    assert.deepEqual(
      html(
        '<ol start=3><li>Three<li value="7"><p>Seven</p><p>more</p></li><li>Eight<ul><li>bullet</li></ul></li></ol>' +
          '<ul><li><input type="checkbox" checked disabled> Buy</li><li><input type=checkbox>Sell</li></ul>' +
          '<dl><dt>Term<dd>Meaning</dl>',
      ),
      [
        'item: 3. Three',
        'item: 7. Seven',
        'item: more',
        'item: 8. Eight',
        'item: bullet',
        'item: done: Buy',
        'item: to do: Sell',
        'paragraph: Term',
        'paragraph: Meaning',
      ],
    );
  });

  it('reads tables row by row', () => {
    assert.deepEqual(
      html(
        '<table><caption>Prices</caption><thead><tr><th>Fruit<th>Price</thead><tbody><tr><td>Fig.</td><td><p>2</p></td><td></td></tr>' +
          '<tr hidden><td>no</td></tr></table><p>After</p>',
      ),
      ['paragraph: Prices', 'cell: Fruit, Price', 'cell: Fig. 2', 'paragraph: After'],
    );
  });

  it('reads code like that of Markdown', () => {
    const code = '<p>Run <code>npm i</code>:</p><pre class="language-ts"><code>// adds\nconst a = 1;\n</code></pre>';
    assert.deepEqual(html(code), heard('Run `npm i`:\n\n```ts\n// adds\nconst a = 1;\n```\n', 'markdown'));
    const { phrases } = LANGUAGES['en-us'];
    const announced = [...readDocument(`${code}<p>End`, 'html', { codeBlocks: 'announce', phrases })];
    assert.deepEqual(
      announced.map(({ text }) => text.text),
      ['Run npm i:', 'Code block, TypeScript, 2 lines, skipped.', 'End'],
    );
    assert.deepEqual(announced[0]?.text.codeRanges, [{ start: 4, end: 9 }]);
  });

  it('reads the texts of images', () => {
    assert.deepEqual(html('<p>See <img src="a>b.png" alt="a &lt;cat&gt;"/> and <img alt=""> <img src=x>here.'), [
      'paragraph: See Image: a <cat>. and here.',
    ]);
  });

  it('decodes entities, each mapped to its place', () => {
    const [block] = blocksOf('<p>Caf&eacute; &#8211; &#x1F642; &unknown; A&amp;B', 'html');
    assert.equal(block?.text.text, 'Café – 🙂 &unknown; A&B');
    assert.deepEqual(block.text.sourceRange(3, 4), { start: 6, end: 14 });
  });

  it('leaves out what is not shown or not text', () => {
    assert.deepEqual(
      html(
        '<p>Shown</p><script>if (a < b) x("<p>no</p>")</script><nav><ul><li>no</nav><div hidden><p>no</p><div>no</div></div>' +
          '<p style="color:red; display : none">no</p><span aria-hidden="true">no</span><template><p>no</template>' +
          '<svg><title>no</title><text>no</text></svg><select><option>no</select><button>no</button><!-- no -->' +
          '<a epub:type="noteref" href="#n">1</a><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby><p>Last</p>',
      ),
      ['paragraph: Shown', 'paragraph: 漢', 'paragraph: Last'],
    );
    assert.deepEqual(html('<title>no</title><p>A custom <my-mark>element</my-mark> is part of a line'), [
      'paragraph: A custom element is part of a line',
    ]);
  });

  it('reads broken and hostile text', () => {
    assert.deepEqual(html('a < b & c</div></p><p title="x > y">d<p title="open>e'), [
      'paragraph: a < b & c',
      'paragraph: d',
      'paragraph: e',
    ]);
    const deep = 5_000;
    assert.deepEqual(html(`${'<div>'.repeat(deep)}deep${'</div>'.repeat(deep)}${'</p>'.repeat(deep)}<p>end`), [
      'paragraph: deep',
      'paragraph: end',
    ]);
    assert.deepEqual(html(`${'<b><i>'.repeat(deep)}x`), ['paragraph: x']);
  });
});
