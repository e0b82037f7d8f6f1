import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { t, translateWith } from '../../src/common/l10n';
import { LANGUAGES } from '../../src/language/languages';
import { ENGLISH as PAGE } from '../../src/webview/player/strings';
import { translatedMessages, untranslatedMessages } from '../support/messages';

const ROOT = join(__dirname, '..', '..');
/** Locales by the names that VS Code gives them. */
const LOCALES = ['zh-cn', 'ja'];
type Texts = Readonly<Record<string, string>>;

const read = (...path: string[]): Texts => JSON.parse(readFileSync(join(ROOT, ...path), 'utf8')) as Texts;
/** What a translation must repeat: `{0}`, and code between backticks, which names files, settings and values. */
const fixedParts = (text: string): string[] => (text.match(/\{\d+\}|`[^`]+`/g) ?? []).sort();

function assertTranslates(english: Texts, translation: Texts): void {
  assert.deepEqual(Object.keys(translation).sort(), Object.keys(english).sort());
  for (const [key, text] of Object.entries(english)) {
    const translated = translation[key] ?? '';
    assert.notEqual(translated.trim(), '', key);
    assert.deepEqual(fixedParts(translated), fixedParts(text), key);
  }
}

describe('the translations', () => {
  const english = read('l10n', 'bundle.l10n.json');
  const { literals, others } = translatedMessages(join(ROOT, 'src'));

  it('are declared in package.json, and packed', () => {
    assert.equal(read('package.json')['l10n'], './l10n');
    const packs = readFileSync(join(ROOT, 'scripts', 'package.mjs'), 'utf8');
    assert.match(packs, /'l10n'/);
    assert.match(packs, /package\\\.nls/);
  });

  it('exist for the same languages in the manifest and the code', () => {
    const files = (folder: string, pattern: RegExp): string[] =>
      readdirSync(join(ROOT, folder)).flatMap((name) => pattern.exec(name)?.[1] ?? []);
    assert.deepEqual(files('.', /^package\.nls\.(.+)\.json$/).sort(), [...LOCALES].sort());
    assert.deepEqual(files('l10n', /^bundle\.l10n\.(.+)\.json$/).sort(), [...LOCALES].sort());
    assert.ok(existsSync(join(ROOT, 'package.nls.json')));
  });

  it('have an entry for each message in the code, and no other', () => {
    const names = Object.values(LANGUAGES).map(({ name }) => name);
    const messages = [...literals.map(({ text }) => text), ...names, ...Object.values(PAGE)];
    assert.deepEqual(Object.keys(english), [...new Set(messages)].sort());
    for (const [message, text] of Object.entries(english)) assert.equal(text, message);
  });

  it('are found by literal messages, but for the names of languages', () => {
    assert.deepEqual(
      others.map((site) => site.replace(/:.*/, '')),
      ['ui/voiceTexts.ts'],
    );
  });

  it('cover every text that commands and the user interface show', () => {
    assert.deepEqual(
      ['ui', 'commands'].flatMap((folder) => untranslatedMessages(join(ROOT, 'src', folder))),
      [],
    );
  });

  for (const locale of LOCALES) {
    it(`have all texts and placeholders: ${locale}`, () => {
      assertTranslates(read('package.nls.json'), read(`package.nls.${locale}.json`));
      assertTranslates(english, read('l10n', `bundle.l10n.${locale}.json`));
    });

    it(`name commands in texts as the palette does: ${locale}`, () => {
      const [source, translation] = [read('package.nls.json'), read(`package.nls.${locale}.json`)];
      const titles = (texts: Texts): string[] =>
        Object.entries(texts).flatMap(([key, text]) => (key.startsWith('command.') ? [text] : []));
      for (const [key, text] of Object.entries(translation)) {
        const named = [...text.matchAll(/\*\*Kokoro: ([^*]+)\*\*/g)].map((match) => match[1] ?? '');
        assert.equal(named.length, (source[key]?.match(/\*\*Kokoro: /g) ?? []).length, key);
        for (const title of named) assert.ok(titles(translation).includes(title), `${key}: ${title}`);
      }
    });
  }
});

describe('t', () => {
  it('is English with its values until a translator is set', () => {
    assert.equal(t('{1} of {0}, {2}', 3, 'two'), 'two of 3, {2}');
    translateWith((message, ...args) => `<${message}|${args.join()}>`);
    try {
      assert.equal(t('{0} %', 5), '<{0} %|5>');
    } finally {
      translateWith();
    }
  });
});
