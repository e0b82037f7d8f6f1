import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { htmlTexts } from '../../../src/document/htmlText';
import { MappedText } from '../../../src/document/mappedText';
import { readMarkdown } from '../../../src/document/markdown';
import { markdownSections } from '../../../src/document/markdownSections';
import { readPlainText } from '../../../src/document/plainText';
import { LANGUAGES } from '../../../src/language/languages';
import { splitSentences } from '../../../src/language/sentences';
import { assertLinear, repeatTo } from '../../support/linearTime';

const READERS = {
  markdown: (text: string) => readMarkdown(text, { codeBlocks: 'read', phrases: LANGUAGES['en-us'].phrases }),
  plain: readPlainText,
};
/** Repeated, each of these keeps one part of the reading busy; scripts/eval/textScaling.mts has more. */
const FRAGMENTS = [
  ...['a\n===\n', 'a\n>\n', '- a\n', 'a\n\n', 'a|b\n-|-\n', '[', '](', '[a](b)', '[a][b]', '[a]: b\n\n[a]'],
  ...['<a ', '<!--', '&', '*a', '`', '\\', 'A. ', '1.', '"', "'s ", 'http://', ' ', '😀', '。'],
];
/** Short lines take far longer than their characters suggest. */
const SHORT_OF_LINES = 2_000;

describe('the time that reading takes grows linearly with the text:', function () {
  this.timeout(900_000); // only a guard against hanging

  for (const [format, read] of Object.entries(READERS)) {
    it(`splitting ${format} into sentences`, () => {
      for (const fragment of FRAGMENTS) {
        const work = (length: number): void => {
          for (const block of read(repeatTo(length, fragment))) splitSentences(block.text);
        };
        assertLinear(JSON.stringify(fragment), work, fragment.includes('\n') ? SHORT_OF_LINES : undefined);
      }
    });
  }

  it('finding the text between HTML tags', () => {
    for (const [before, part, after] of [
      ['<I', 'AC', '<'],
      ['', '<a', '<'],
      ['', '<a ', ''],
      ['', '<script ', ''],
      ['<script>', '</script ', ''],
      ['', '<!', ''],
    ] as const) {
      assertLinear(before + part, (length) => {
        const html = before + part.repeat(length / part.length) + after;
        Array.from(htmlTexts(MappedText.verbatim(html, 0)));
      });
    }
  });

  it('cutting short lines into sections of few lines', () => {
    for (const fragment of ['a\n===\n', 'a\n>\n', '- a\n', 'a\n\n']) {
      const text = fragment.repeat(16_000);
      const lines = Array.from(markdownSections(text), ({ start, end }) => text.slice(start, end).split('\n').length);
      assert.ok(Math.max(...lines) < 2_100, `${JSON.stringify(fragment)}: ${Math.max(...lines)} lines`);
    }
  });

  it('normalizing a very long word in capitals', () => {
    const root = fileURLToPath(new URL('../../../', import.meta.url));
    const word = `ABAA${'BBAAB'.repeat(40)}BBBB`;
    // In a child process, which can be killed if it hangs.
    const said = execFileSync(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'normalize'], {
      cwd: root,
      input: `${word}\n`,
      timeout: 200_000,
    });
    assert.ok(said.toString().trim().length >= word.length);
  });
});
