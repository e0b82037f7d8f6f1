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

const READERS = {
  markdown: (text: string) => readMarkdown(text, { codeBlocks: 'read', phrases: LANGUAGES['en-us'].phrases }),
  plain: readPlainText,
};
/** Repeated, these make work for a part of the reading; scripts/eval/textScaling.mts has more. */
const FRAGMENTS = [
  ...['a\n===\n', 'a\n>\n', '- a\n', 'a\n\n', 'a|b\n-|-\n', '[', '](', '[a](b)', '[a][b]', '[a]: b\n\n[a]'],
  ...['<a ', '<!--', '&', '*a', '`', '\\', 'A. ', '1.', '"', "'s ", 'http://', ' ', '😀', '。'],
];
/** Characters of the shorter text; the longer one has eight times as many. */
const SHORT = 4_000;
/** Work that does not grow: compiling, garbage collection. */
const NOISE_MICROSECONDS = 200_000;

/** CPU time in µs. */
function cost(work: () => void): number {
  const began = process.cpuUsage().user;
  work();
  return process.cpuUsage().user - began;
}

/** Quadratic work would grow by a factor of 64. The least of some tries: other processes' noise only adds. */
function assertLinear(what: string, work: (length: number) => void): void {
  let growth = '';
  for (let i = 0; i < 3; i++) {
    const short = cost(() => work(SHORT));
    const long = cost(() => work(8 * SHORT));
    if (long < 24 * short + NOISE_MICROSECONDS) return;
    growth = `${short} µs, ${long} µs`;
  }
  assert.fail(`${what}: ${growth}`);
}

describe('the time that text takes grows with its length, for any text:', function () {
  this.timeout(900_000); // only for what hangs

  for (const [format, read] of Object.entries(READERS)) {
    it(`${format} becomes sentences`, () => {
      for (const fragment of FRAGMENTS) {
        assertLinear(JSON.stringify(fragment), (length) => {
          const text = fragment.repeat(Math.ceil(length / fragment.length));
          for (const block of read(text)) splitSentences(block.text);
        });
      }
    });
  }

  it('tags are found in HTML', () => {
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

  it('short lines are cut into sections of few lines', () => {
    for (const fragment of ['a\n===\n', 'a\n>\n', '- a\n', 'a\n\n']) {
      const text = fragment.repeat(16_000);
      const lines = Array.from(markdownSections(text), ({ start, end }) => text.slice(start, end).split('\n').length);
      assert.ok(Math.max(...lines) < 2_100, `${JSON.stringify(fragment)}: ${Math.max(...lines)} lines`);
    }
  });

  it('a word in capitals without an end does not pin the engine', () => {
    const root = fileURLToPath(new URL('../../../', import.meta.url));
    const word = `ABAA${'BBAAB'.repeat(40)}BBBB`;
    // The child is killed where it hangs, which a test cannot be.
    const said = execFileSync(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'normalize'], {
      cwd: root,
      input: `${word}\n`,
      timeout: 200_000,
    });
    assert.ok(said.toString().trim().length >= word.length);
  });
});
