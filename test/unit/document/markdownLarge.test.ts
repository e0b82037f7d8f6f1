import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { readMarkdown } from '../../../src/document/markdown';
import { markdownSections } from '../../../src/document/markdownSections';
import { LANGUAGES } from '../../../src/language/languages';
import { assertMapped } from '../../support/mapping';

const READMES = ['typescript-eslint', 'yauzl', 'tar', 'mdast-util-from-markdown', 'micromark-extension-gfm'];

function readme(name: string): string {
  const folder = new URL(`../../../node_modules/${name}/`, import.meta.url);
  const file = readdirSync(folder).find((entry) => entry.toLowerCase() === 'readme.md') ?? '';
  return readFileSync(new URL(file, folder), 'utf8');
}

describe('readMarkdown on real documents', () => {
  for (const name of READMES) {
    it(`maps every copied character of ${name}'s README to the same character`, () => {
      const source = readme(name);
      assert.ok(source.length > 100);
      for (const { text } of readMarkdown(source, { codeBlocks: 'read', phrases: LANGUAGES['en-us'].phrases })) {
        assertMapped(source, text);
      }
    });
  }

  it('reads a document the same way however it is cut', () => {
    const source = readme('tar');
    const whole = [...readMarkdown(source, { codeBlocks: 'read', phrases: LANGUAGES['en-us'].phrases })].map(
      (block) => block.text.text,
    );
    const text = `${'Filler paragraph.\n\n'.repeat(950)}${source}`;
    const cut = [...readMarkdown(text, { codeBlocks: 'read', phrases: LANGUAGES['en-us'].phrases })]
      .map((block) => block.text.text)
      .slice(950);
    assert.deepEqual(cut, whole);
  });
});

describe('markdownSections', () => {
  const paragraph = `${'Some words with a [link][ref] in them. '.repeat(10)}\n\n`;

  it('yields the first section of a huge document without scanning the rest', () => {
    const source = paragraph.repeat(Math.ceil(10_000_000 / paragraph.length));
    const [first] = markdownSections(source);
    assert.ok(first && first.end < 20_000);
    assert.equal(source.slice(first.end, first.end + 4), 'Some');
    const [block] = readMarkdown(source, { codeBlocks: 'skip', phrases: LANGUAGES['en-us'].phrases });
    assert.ok(block?.text.text.startsWith('Some words'));
  });

  it('covers a document without gaps and never cuts fences, comments or surrogate pairs', () => {
    const fence = `\`\`\`js\n${'# no heading\n\nlet a;\n'.repeat(500)}\`\`\`\n\n`;
    const comment = `<!--\n${'# no\n\n'.repeat(8_000)}-->\n\n`;
    const giant = `${'😀'.repeat(50_000)}\n\n`;
    const table = `| a | b |\n|---|---|\n${'| c | d |\n'.repeat(5_000)}\n`;
    const source = paragraph.repeat(50) + comment + fence + fence + giant + table + paragraph;
    let at = 0;
    for (const section of markdownSections(source)) {
      const gap = source.slice(at, section.start);
      assert.ok(gap.trim() === '' || gap.startsWith('```') || /^`{3}\n+/.test(gap), JSON.stringify(gap.slice(0, 40)));
      assert.ok(!/^[\uDC00-\uDFFF]/.test(source.slice(section.start, section.start + 1)));
      at = section.end;
    }
    assert.equal(at, source.length);
    const blocks = [...readMarkdown(source, { codeBlocks: 'announce', phrases: LANGUAGES['en-us'].phrases })].map(
      (block) => `${block.kind} ${block.text.text}`,
    );
    assert.ok(!blocks.some((text) => text.includes('# no') || text.startsWith('heading') || text.includes('|')));
    assert.equal(blocks.filter((text) => text === 'notice Code block, JavaScript, 1500 lines, skipped.').length, 2);
    assert.equal(blocks.filter((text) => text === 'cell c, d').length, 5_000);
  });

  it('resolves references and footnotes that are defined in another section', () => {
    const source = `${paragraph.repeat(100)}A[^n] [Ref].\n\n${paragraph.repeat(100)}[ref]: http://x\n\n[^n]: Note.\n`;
    const blocks = [...readMarkdown(source, { codeBlocks: 'skip', phrases: LANGUAGES['en-us'].phrases })].map(
      (block) => block.text.text,
    );
    assert.equal(blocks.filter((text) => text.includes('with a link in')).length, 200);
    assert.ok(blocks.includes('A Ref.'));
    assert.equal(blocks.filter((text) => text === 'Note.').length, 1);
  });

  it('maps the lines of a long code block', () => {
    const source = `a\n\n~~~\r\n${'let a;\r\n'.repeat(5_000)}~~~\r\nb\n`;
    const blocks = [...readMarkdown(source, { codeBlocks: 'read', phrases: LANGUAGES['en-us'].phrases })];
    assert.equal(blocks.length, 5_002);
    for (const { text } of blocks) {
      const { start, end } = text.sourceRange(0, text.text.length);
      assert.equal(source.slice(start, end), text.text);
    }
  });
});
