import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineClient } from '../../src/engine/client';
import type { Pronunciation } from '../../src/language/lexicon/entry';
import type { Speech } from '../../src/speech/speech';
import { runCli } from './support/cli';
import { collect, optimized, request, secondsOf, startEngine } from './support/engine';

const TEXT = 'On most days we run kubectl twice. The weather is quite nice today. Later on kubectl ends by itself.';
const { signal } = new AbortController();

describe('pronunciations in the engine', function () {
  this.timeout(120_000);
  let engine: EngineClient;
  let speech: Speech;

  before(async () => {
    const audioCache = { memoryBytes: 1e8, diskBytes: 0, folder: '' };
    ({ engine, speech } = startEngine({ audioCache, optimizedModel: await optimized() }));
  });
  after(() => engine.dispose());

  const speak = (...entries: Pronunciation[]) =>
    collect(speech.speak(request(TEXT, { pronunciations: [entries] }), { signal }));

  it('are heard, with the words in their places, and only their sentences are made again', async () => {
    const before = await speak();
    const { misses } = (await engine.info()).audioCache;
    const after = await speak({ word: 'kubectl', say: 'cube control and much more' });
    assert.equal((await engine.info()).audioCache.misses - misses, 2);
    assert.deepEqual(
      after.map(({ phonemes }) => phonemes.includes('kjˈub kəntɹˈOl')),
      [true, false, true],
    );
    assert.deepEqual(
      after.map(({ source }) => source),
      before.map(({ source }) => source),
    );
    const places = (chunks: typeof after): string[] =>
      chunks.flatMap(({ words = [] }) => words.map(({ source }) => TEXT.slice(source.start, source.end)));
    assert.deepEqual(places(after), places(before));
    assert.ok(secondsOf(after) > secondsOf(before) + 1, `${secondsOf(after)} s instead of ${secondsOf(before)} s`);
  });

  it('are explained where they are used, and do not stop speech when they are hostile', async () => {
    const hostile = Array.from({ length: 40 }, (_, i) => ({ pattern: `(a|a?)+(.*.*)*x{0,90}Ω{${i + 1}}`, say: 'no' }));
    const entries = [...hostile, { word: 'kubectl', phonemes: 'kjˈubkˌʌtᵊl' }];
    const pronunciations = [entries];
    const found = await speech.explain(request(TEXT, { pronunciations }), TEXT.indexOf('kubectl'), signal);
    assert.ok(found);
    assert.equal(found.text, 'On most days we run kubectl twice.');
    assert.deepEqual(
      found.words.map(({ origin }) => origin),
      [...Array<string>(5).fill('lexicon'), 'dictionary', 'lexicon'],
    );
    const chunks = await collect(speech.speak(request(`${'a'.repeat(300)} kubectl.`, { pronunciations }), { signal }));
    assert.match(chunks.at(-1)?.phonemes ?? '', /kjˈubkˌʌtᵊl\.$/);
  });

  it('are read from a file by the command line, which tells what is wrong with it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kokoro-words-'));
    try {
      const bad = Array.from({ length: 200 }, (_, i) => ({ word: `w${i}`, phonemes: `k😀${i}` }));
      await writeFile(join(folder, 'words.json'), JSON.stringify([...bad, { word: 'kubectl', say: 'banana' }]));
      const args = ['phonemize', '--pronunciations', 'words.json'];
      const { code, stdout, stderr } = await runCli(folder, args, 'Run kubectl.\n');
      assert.deepEqual([code, stdout], [0, 'ɹˈʌn bənˈænə.\n']);
      const lines = stderr.trim().split('\n');
      assert.equal(lines.length, 200);
      assert.match(
        lines[199] ?? '',
        /^words\.json: entry 200, phonemes: .*U\+1F600.* position 2 .*\(phoneme-unknown\)$/,
      );
      await writeFile(join(folder, 'words.json'), '[{');
      const broken = await runCli(folder, args, '');
      assert.equal(broken.code, 1);
      assert.match(broken.stderr, /words\.json is not valid JSON/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
