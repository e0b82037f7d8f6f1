import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AudioCache, keyOf, type Utterance } from '../../../src/engine/audioCache';
import { DiskCache } from '../../../src/engine/diskCache';
import type { ModelOutput } from '../../../src/engine/model/session';

const SAMPLES = 100;
const BYTES = SAMPLES * Float32Array.BYTES_PER_ELEMENT;
/** Output that is different for each `n`, and not exact in fewer bits. */
const outputOf = (n: number): ModelOutput => ({
  audio: Float32Array.from({ length: SAMPLES }, (_, i) => Math.sin(i * n) / 3),
  frames: [n, 2, 3],
});
const keyFor = (n: number): string => keyOf({ model: 'model', ids: [n], style: new Float32Array(256).fill(0.1) });

describe('keyOf', () => {
  it('is different when anything that is heard is', () => {
    const base: Utterance = { model: 'a', ids: [1, 2], style: new Float32Array(256) };
    const changes: Partial<Utterance>[] = [
      {},
      { model: 'b' },
      { ids: [1, 3] },
      { ids: [12] },
      { style: new Float32Array(256).fill(0.1) },
    ];
    assert.equal(new Set(changes.map((change) => keyOf({ ...base, ...change }))).size, changes.length);
    assert.equal(keyOf(base), keyOf({ ...base, style: new Float32Array(512).subarray(256) }));
  });
});

describe('AudioCache', () => {
  it('returns what was put in, and forgets what was not used for longest', async () => {
    const cache = new AudioCache(2 * BYTES);
    for (const n of [1, 2]) await cache.put(keyFor(n), outputOf(n));
    assert.deepEqual(await cache.get(keyFor(1)), outputOf(1));
    await cache.put(keyFor(3), outputOf(3));
    assert.deepEqual(await Promise.all([1, 2, 3].map((n) => cache.has(keyFor(n)))), [true, false, true]);
    assert.equal(await cache.get(keyFor(2)), undefined);
    assert.deepEqual(cache.counts, { hits: 1, misses: 1, bytes: 2 * BYTES });
  });

  it('keeps nothing that is larger than itself, and nothing at all with a limit of 0', async () => {
    for (const limit of [0, BYTES - 1]) {
      const cache = new AudioCache(limit);
      await cache.put(keyFor(1), outputOf(1));
      assert.equal(await cache.has(keyFor(1)), false);
      assert.equal(cache.counts.bytes, 0);
    }
  });
});

describe('DiskCache', () => {
  let folder: string;
  let warnings: string[];
  const open = (limit = 1e6): DiskCache => new DiskCache(join(folder, 'audio'), limit, (text) => warnings.push(text));
  const files = (): string[] => readdirSync(join(folder, 'audio')).map((name) => join(folder, 'audio', name));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kokoro-audio-'));
    warnings = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('returns the same samples and frames to another process', async () => {
    await open().put(keyFor(1), outputOf(1));
    const { audio } = outputOf(2);
    await open().put(keyFor(2), { audio });
    assert.deepEqual(await open().get(keyFor(1)), outputOf(1));
    assert.deepEqual(await open().get(keyFor(2)), { audio });
    assert.equal(await open().get(keyFor(3)), undefined);
    assert.deepEqual(warnings, []);
    const cache = new AudioCache(0, open());
    assert.ok(await cache.has(keyFor(1)));
    assert.deepEqual(await cache.get(keyFor(1)), outputOf(1));
    assert.equal(cache.counts.hits, 1);
  });

  it('ignores a damaged file and replaces it', async () => {
    await open().put(keyFor(1), outputOf(1));
    const [path = ''] = files();
    const intact = readFileSync(path);
    const flipped = Buffer.from(intact);
    flipped[50] = (flipped[50] ?? 0) ^ 1;
    for (const damaged of [flipped, intact.subarray(0, 100), Buffer.alloc(0), Buffer.alloc(intact.length)]) {
      writeFileSync(path, damaged);
      const cache = open();
      assert.equal(await cache.get(keyFor(1)), undefined);
      assert.equal(await cache.has(keyFor(1)), false);
      await cache.put(keyFor(1), outputOf(1));
      assert.deepEqual(readFileSync(path), intact);
      assert.deepEqual(await cache.get(keyFor(1)), outputOf(1));
    }
  });

  it('removes what was not used for longest when it exceeds its limit, over restarts', async () => {
    for (const n of [1, 2, 3]) {
      await open().put(keyFor(n), outputOf(n));
      const [newest = ''] = files().filter((path) => path.includes(keyFor(n)));
      utimesSync(newest, n, n);
    }
    const [first = ''] = files();
    const size = readFileSync(first).length;
    const cache = open(3 * size);
    assert.ok(await cache.get(keyFor(1)));
    await cache.put(keyFor(4), outputOf(4));
    const kept = await Promise.all([1, 2, 3, 4].map((n) => open().has(keyFor(n))));
    assert.deepEqual(kept, [true, false, true, true]);
  });

  it('removes the parts of killed processes and leaves none of its own', async () => {
    await open().put(keyFor(1), outputOf(1));
    const [path = ''] = files();
    writeFileSync(`${path}.4194305.part`, '');
    await open().put(keyFor(1), outputOf(1));
    assert.deepEqual(files(), [path]);
  });

  it('reports a folder that cannot be written', async () => {
    writeFileSync(join(folder, 'audio'), 'a file');
    await open().put(keyFor(1), outputOf(1));
    assert.match(warnings.join(), /Audio cannot be kept in .*audio: /);
    rmSync(join(folder, 'audio'));
    mkdirSync(join(folder, 'audio'));
    await open().put(keyFor(1), outputOf(1));
    assert.equal(files().length, 1);
  });
});
