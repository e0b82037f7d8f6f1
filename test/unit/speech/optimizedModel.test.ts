import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Logger, silentLogger } from '../../../src/common/log';
import type { GeneratorForm } from '../../../src/kokoro/twoGraphs';
import { OptimizedModel, type OptimizedModelState, type Rebuild } from '../../../src/speech/optimized/optimizedModel';

const WEIGHTS = Buffer.alloc(100_000, 'weights');
const OLD = '00000000-0000-4000-8000-000000000000';

/** Writes the files of a model, without building one. */
const rebuild: Rebuild = ({ folder }) => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'model.onnx'), 'graph');
  writeFileSync(join(folder, 'model.data'), WEIGHTS);
  return Promise.resolve({ path: join(folder, 'model.onnx'), comparison: { speedup: 3 } });
};

describe('the record of the optimized model', () => {
  let folder: string;
  let logged: string[];
  const logger: Logger = { ...silentLogger, info: (text) => logged.push(text), warn: (text) => logged.push(text) };
  const create = (how = rebuild, generator: GeneratorForm = 'graph'): OptimizedModel =>
    new OptimizedModel({ folder, rebuild: how, generator, mode: () => 'make', logger });
  const build = async (how = rebuild): Promise<Extract<OptimizedModelState, { kind: 'ready' }>> => {
    const state = await create(how).rebuild('published.onnx', new AbortController().signal, () => undefined);
    assert.ok(state.kind === 'ready');
    return state;
  };
  const record = (): string => join(folder, 'record.json');
  const dataOf = ({ path }: { path: string }): string => join(dirname(path), 'model.data');

  /** Flips one bit of a file, keeping its size and time. */
  function flipBit(path: string): void {
    const { atime, mtime } = statSync(path);
    const bytes = readFileSync(path);
    bytes[50_000] = (bytes[50_000] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    utimesSync(path, atime, mtime);
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kokoro-record-'));
    logged = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('counts as missing when it is unreadable, and is replaced', async () => {
    const broken: Record<string, () => void> = {
      null: () => writeFileSync(record(), 'null'),
      'an empty object': () => writeFileSync(record(), '{}'),
      'no JSON': () => writeFileSync(record(), '{"key":'),
      'a folder': () => mkdirSync(join(record(), 'precious'), { recursive: true }),
      'a link to itself': () => symlinkSync('record.json', record()),
    };
    for (const [what, make] of Object.entries(broken)) {
      logged = [];
      make();
      assert.deepEqual(await create().refresh(), { kind: 'none' }, what);
      assert.match(logged.join('\n'), /record\.json cannot be used: /, what);
      assert.match((await create().inspect()) ?? '', /record\.json cannot be used: /, what);
      const made = await build();
      assert.deepEqual(await create().refresh(), made, what);
      rmSync(record());
    }
    const kept = readdirSync(folder).find((name) => existsSync(join(folder, name, 'precious')));
    assert.match(kept ?? '', /^record\.json\./, 'the folder is kept');
  });

  it('is replaced, with its model, when it is of an older version without hashes', async () => {
    const made = await build();
    const { key } = JSON.parse(readFileSync(record(), 'utf8')) as { key: string };
    const files = Object.fromEntries(
      ['model.data', 'model.onnx'].map((name) => {
        const { size, mtimeMs } = statSync(join(dirname(made.path), name));
        return [name, `${size} ${Math.round(mtimeMs)}`];
      }),
    );
    writeFileSync(record(), JSON.stringify({ key, outcome: { path: made.path, faster: 3 }, files }));
    assert.deepEqual(await create().refresh(), { kind: 'none' });
    const next = await build();
    assert.deepEqual(await create().refresh(), next);
    assert.ok(!existsSync(made.path));
  });

  it('is valid only for builds that make models of its form, which replace others', async () => {
    const made = await build();
    const withKernels = create(rebuild, 'kernels');
    assert.deepEqual(await withKernels.refresh(), { kind: 'none' });
    const next = await withKernels.rebuild('published.onnx', new AbortController().signal, () => undefined);
    assert.deepEqual(await create(rebuild, 'kernels').refresh(), next);
    assert.ok(!existsSync(made.path));
    assert.deepEqual(await create().refresh(), { kind: 'none' }, 'a build without kernels cannot use it');
  });

  it('detects a single changed bit', async () => {
    const made = await build();
    const optimized = create();
    assert.ok(await optimized.isIntact(made.path));
    assert.equal(await optimized.inspect(), undefined);
    flipBit(dataOf(made));
    assert.deepEqual(await create().refresh(), made, 'size and time do not show it');
    assert.match((await create().inspect()) ?? '', /^model\.data has changed/);
    assert.equal(await create().isIntact(made.path), false);
    assert.deepEqual(await create().refresh(), { kind: 'none' });
    assert.match(logged.join('\n'), /model\.data has changed/);
    assert.equal(await optimized.isIntact(made.path), false, 'an instance that uses it notices too');
    const next = await build();
    assert.ok(await optimized.isIntact(next.path));
    assert.ok(!existsSync(made.path));
  });

  it('detects a write to a model in use', async () => {
    const made = await build();
    const optimized = create();
    assert.ok(await optimized.isIntact(made.path));
    writeFileSync(dataOf(made), Buffer.alloc(WEIGHTS.length));
    assert.match((await create().inspect()) ?? '', /model\.data was modified/);
    assert.equal(await optimized.isIntact(made.path), false);
    assert.deepEqual(optimized.state, { kind: 'none' });
    assert.ok(!existsSync(record()));
  });

  it('survives damage to a model that it no longer names', async () => {
    const old = await build();
    const reading = create();
    assert.ok(await reading.isIntact(old.path));
    const made = await build();
    assert.equal(await reading.isIntact(old.path), false);
    assert.deepEqual(await reading.refresh(), made);
  });

  it('survives when an intact model cannot be loaded, and the model is not built again', async () => {
    const made = await build();
    const optimized = create();
    optimized.setAside(made.path, 'there was no memory');
    assert.deepEqual(await optimized.refresh(), { kind: 'none' });
    optimized.start('published.onnx');
    assert.equal(optimized.state.kind, 'none');
    assert.deepEqual(await create().refresh(), made);
  });

  it('is written without touching files of others', async () => {
    const keep = ['notes', join(OLD, 'thesis'), join('11111111-0000-4000-8000-000000000000', 'deeper')];
    for (const path of keep) mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, OLD, 'model.onnx'), '');
    const killed = join(folder, '22222222-0000-4000-8000-000000000000');
    mkdirSync(killed);
    const left = ['int8.onnx.123.part', 'int8.onnx', 'sound.int8.onnx.123.part', 'sound.onnx', 'sound.data'];
    left.push(
      'generator.safetensors',
      'generator.safetensors.123.part',
      'source.int8.onnx',
      'source.onnx',
      'source.data',
    );
    for (const name of [...left, '0123456789abcdef.profile']) writeFileSync(join(killed, name), '');
    writeFileSync(join(folder, 'record.json.4194305'), '');
    const made = await build();
    assert.ok(keep.every((path) => existsSync(join(folder, path))));
    assert.ok(!existsSync(killed), 'leftovers of a killed rebuild are removed');
    const rest = readdirSync(folder).filter((name) => !keep.some((path) => path.startsWith(name)));
    assert.deepEqual(rest.sort(), [dirname(made.path).slice(folder.length + 1), 'record.json'].sort());
  });

  it('reports a full disk and leaves nothing behind', async () => {
    const full: Rebuild = (what, hooks) => {
      symlinkSync('/dev/full', join(folder, `record.json.${process.pid}`));
      return rebuild(what, hooks);
    };
    await assert.rejects(build(full), { code: 'disk-full' });
    assert.deepEqual(readdirSync(folder), []);
  });
});
