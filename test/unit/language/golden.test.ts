// Compares what the front ends make of a small corpus with what they made of it when it was last reviewed.
// `UPDATE_GOLDEN=1 npm run test:unit -- --grep golden` rewrites test/golden from its lines that begin with "text:".
// Review the diff before you commit it; it has one line per sentence, spoken form and phoneme string.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { MappedText } from '../../../src/document/mappedText';
import { nodeHost } from '../../../src/engine/languages';
import { joinSegments, joinTokens, type Language } from '../../../src/language/language';
import { LANGUAGE_CODES } from '../../../src/language/languages';
import { LanguageLoader } from '../../../src/language/loader';

const FOLDER = new URL('../../golden/', import.meta.url);
const TEXT = 'text: ';
const MINIMUM_TEXTS = 40;

/** A text of the corpus and, for each sentence in it, what is spoken and the phonemes. */
async function render(language: Language, text: string): Promise<string> {
  const lines = [TEXT + text];
  for (const { text: sentence } of language.splitSentences(MappedText.verbatim(text, 0))) {
    const tokens = language.normalize(sentence);
    const phonemes = joinSegments(await language.phonemize(tokens));
    lines.push(`  sentence: ${sentence}`, `  spoken:   ${joinTokens(tokens)}`, `  phonemes: ${phonemes}`);
  }
  return `${lines.join('\n')}\n`;
}

describe('golden corpus', function () {
  this.timeout(300_000); // loads every language; only for what hangs

  const loader = new LanguageLoader(nodeHost());
  const fronts: Readonly<Record<string, () => Promise<Language>>> = {
    ...Object.fromEntries(LANGUAGE_CODES.map((code) => [code, () => loader.load(code)])),
    'zh-v1.1': () => loader.loadChinese('v1.1-zh'),
  };

  it('has a file for every language', () => {
    const files = readdirSync(FOLDER).sort();
    const wanted = Object.keys(fronts).map((name) => `${name}.txt`);
    assert.deepEqual(files, wanted.sort());
  });

  for (const [name, load] of Object.entries(fronts)) {
    it(`is split, spoken and phonemized as reviewed: ${name}`, async () => {
      const file = new URL(`${name}.txt`, FOLDER);
      const expected = readFileSync(file, 'utf8');
      const texts = expected.split('\n').flatMap((line) => (line.startsWith(TEXT) ? [line.slice(TEXT.length)] : []));
      assert.ok(texts.length >= MINIMUM_TEXTS, `${texts.length} texts`);
      const language = await load();
      const blocks: string[] = [];
      for (const text of texts) blocks.push(await render(language, text));
      const actual = blocks.join('\n');
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, actual);
      else assert.equal(actual, expected);
    });
  }
});
