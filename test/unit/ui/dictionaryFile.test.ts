import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENTRY_LANGUAGES, parsePronunciations } from '../../../src/language/lexicon/parse';
import { PARTS_OF_SPEECH } from '../../../src/language/partOfSpeech';
import { editsForEntry, listWithEntry, readDictionary } from '../../../src/ui/dictionaryFile';

function edited(text: string, ...args: [Parameters<typeof editsForEntry>[1]]): string {
  return editsForEntry(text, ...args).reduceRight(
    (result, { offset, length, content }) => result.slice(0, offset) + content + result.slice(offset + length),
    text,
  );
}

describe('a dictionary file', () => {
  const marked = (text: string): string[] =>
    readDictionary(text).problems.map(({ code, start, end }) => `${code}: ${text.slice(start, end)}`);

  it('marks the part of an entry that is wrong', () => {
    assert.deepEqual(marked('[{"word": "a", "phonemes": "kˈ😀"}]'), ['phoneme-unknown: 😀']);
    assert.deepEqual(marked('[{"word": "a", "say": "b"}, {"word": "c"}]'), ['spoken-missing: {"word": "c"}']);
    assert.deepEqual(marked('[{"pattern": "ab(c", "say": "b"}]'), ['pattern-invalid: (']);
    assert.deepEqual(marked('[{"pattern": "\\\\d(c", "say": "b"}]'), ['pattern-invalid: "\\\\d(c"']);
    assert.deepEqual(marked('[{"word": "a", "say": "b", "lang": "en"}]'), ['property-unknown: "lang"']);
    assert.deepEqual(marked('{"word": "a"}'), ['not-a-list: {"word": "a"}']);
    assert.deepEqual(marked(''), ['not-json: ', 'not-a-list: ']);
  });

  it('loses only what comes after a mistake in the JSON', () => {
    const { entries, problems } = readDictionary('[{"word": "a", "say": "b"}, {"word": "c", "say": ]');
    assert.deepEqual(entries, [{ word: 'a', say: 'b' }]);
    assert.equal(problems[0]?.code, 'not-json');
  });

  it('has two hundred hostile entries and uses the good one', () => {
    const hostile = Array.from({ length: 200 }, (_, i) =>
      [
        { word: 'x'.repeat(i + 101), say: 'y' },
        { pattern: `(${'('.repeat(i % 50)}`, say: 'y' },
        i,
        { word: {}, say: 'y' },
      ].at(i % 4),
    );
    const { entries, problems } = readDictionary(JSON.stringify([...hostile, { word: 'a', say: 'b' }]));
    assert.deepEqual(entries, [{ word: 'a', say: 'b' }]);
    assert.deepEqual([...new Set(problems.map(({ entry }) => entry))], [...hostile.keys()]);
  });

  it('gets entries, and keeps its layout', () => {
    assert.equal(edited('', { word: 'a', say: 'b' }), '[\n  {\n    "word": "a",\n    "say": "b"\n  }\n]\n');
    const text = '[\n  { "word": "a", "say": "b" },\n  { "word": "c", "say": "d" }\n]\n';
    assert.match(edited(text, { word: 'e', say: 'f' }), /^\[\n {2}\{ "word": "a", "say": "b" \},\n.*"e".*\n\]\n$/s);
    const replaced = edited(text, { word: 'A', phonemes: 'æ' });
    assert.deepEqual(readDictionary(replaced).entries, [
      { word: 'A', phonemes: 'æ' },
      { word: 'c', say: 'd' },
    ]);
    assert.ok(replaced.includes('{ "word": "c", "say": "d" }'));
  });

  it('is like the list in the settings', () => {
    assert.deepEqual(listWithEntry('nonsense', { word: 'a', say: 'b' }), [{ word: 'a', say: 'b' }]);
    const list = [7, { word: 'a', say: 'b' }, { word: 'a', say: 'c', language: 'fr' }];
    assert.deepEqual(listWithEntry(list, { word: 'a', say: 'x', language: 'fr' }), [
      ...[7, { word: 'a', say: 'b' }],
      { word: 'a', say: 'x', language: 'fr' },
    ]);
  });
});

describe('the schema of dictionaries', () => {
  interface Schema {
    properties: Record<string, { type?: string; enum?: string[]; maxLength?: number; enumDescriptions?: string[] }>;
  }
  const read = (...path: string[]): unknown =>
    JSON.parse(readFileSync(join(__dirname, '..', '..', '..', ...path), 'utf8'));
  const { items } = read('media', 'pronunciations.schema.json') as { items: Schema };
  const manifest = read('package.json') as {
    contributes: {
      configuration: { properties: Record<string, { items: Schema }> };
      jsonValidation: { fileMatch: string; url: string }[];
    };
  };

  it('knows the same properties and values as the code and the settings', () => {
    const setting = manifest.contributes.configuration.properties['kokoro.pronunciations']?.items;
    assert.deepEqual(Object.keys(items.properties), Object.keys(setting?.properties ?? {}));
    assert.deepEqual(items.properties['language']?.enum, ENTRY_LANGUAGES);
    assert.deepEqual(setting?.properties['language']?.enum, ENTRY_LANGUAGES);
    assert.equal(items.properties['language'].enumDescriptions?.length, ENTRY_LANGUAGES.length);
    assert.deepEqual(items.properties['partOfSpeech']?.enum, PARTS_OF_SPEECH);
    for (const [name, { enum: choices, type, maxLength }] of Object.entries(items.properties)) {
      const value = choices ? 'x' : type === 'boolean' ? 'true' : 'x'.repeat((maxLength ?? 0) + 1);
      const [problem] = parsePronunciations([{ word: 'a', say: 'b', [name]: value }]).problems;
      assert.equal(problem?.property, name);
      assert.notEqual(problem.code, 'property-unknown');
    }
  });

  it('is for the file that Kokoro reads', () => {
    assert.deepEqual(manifest.contributes.jsonValidation, [
      { fileMatch: '**/.kokoro/pronunciations.json', url: './media/pronunciations.schema.json' },
    ]);
  });
});
