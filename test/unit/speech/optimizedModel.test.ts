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
import { OptimizedModel, type OptimizedModelState, type Rebuild } from '../../../src/speech/optimized/optimizedModel';

const WEIGHTS = Buffer.alloc(100_000, 'weights');
const OLD = '00000000-0000-4000-8000-000000000000';

/** Makes the files of a model, in no time. */
const rebuild: Rebuild = ({ folder }) => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'model.onnx'), 'graph');
  writeFileSync(join(folder, 'model.data'), WEIGHTS);
  return Promise.resolve({ path: join(folder, 'model.onnx'), comparison: { faster: 3 } });
};

describe('the record of the fast model', () => {
  let folder: string;
  let logged: string[];
  const logger: Logger = { ...silentLogger, info: (text) => logged.push(text), warn: (text) => logged.push(text) };
  const create = (how = rebuild): OptimizedModel =>
    new OptimizedModel({ folder, rebuild: how, mode: () => 'make', logger });
  const redo = async (how = rebuild): Promise<Extract<OptimizedModelState, { kind: 'ready' }>> => {
    const state = await create(how).rebuild('published.onnx', new AbortController().signal, () => undefined);
    assert.ok(state.kind === 'ready');
    return state;
  };
  const record = (): string => join(folder, 'fast.json');
  const dataOf = ({ path }: { path: string }): string => join(dirname(path), 'model.data');

  /** Changes one bit of a file, and nothing of its size and time. */
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

  it('counts as none where it cannot be read, and is replaced', async () => {
    const broken: Record<string, () => void> = {
      null: () => writeFileSync(record(), 'null'),
      'an empty object': () => writeFileSync(record(), '{}'),
      'no JSON': () => writeFileSync(record(), '{"key":'),
      'a folder': () => mkdirSync(join(record(), 'precious'), { recursive: true }),
      'a link to itself': () => symlinkSync('fast.json', record()),
    };
    for (const [what, make] of Object.entries(broken)) {
      logged = [];
      make();
      assert.deepEqual(await create().refresh(), { kind: 'none' }, what);
      assert.match(logged.join('\n'), /fast\.json cannot be used: /, what);
      assert.match((await create().inspect()) ?? '', /fast\.json cannot be used: /, what);
      const made = await redo();
      assert.deepEqual(await create().refresh(), made, what);
      rmSync(record());
    }
    const kept = readdirSync(folder).find((name) => existsSync(join(folder, name, 'precious')));
    assert.match(kept ?? '', /^fast\.json\./, 'a folder is not lost');
  });

  it('of an older version, without hashes, gives way to a new one, and its model to a new model', async () => {
    const made = await redo();
    const { key } = JSON.parse(readFileSync(record(), 'utf8')) as { key: string };
    const files = Object.fromEntries(
      ['model.data', 'model.onnx'].map((name) => {
        const { size, mtimeMs } = statSync(join(dirname(made.path), name));
        return [name, `${size} ${Math.round(mtimeMs)}`];
      }),
    );
    writeFileSync(record(), JSON.stringify({ key, outcome: { path: made.path, faster: 3 }, files }));
    assert.deepEqual(await create().refresh(), { kind: 'none' });
    const next = await redo();
    assert.deepEqual(await create().refresh(), next);
    assert.ok(!existsSync(made.path));
  });

  it('tells a model with a changed bit from the one that was verified', async () => {
    const made = await redo();
    const fast = create();
    assert.ok(await fast.isIntact(made.path));
    assert.equal(await fast.inspect(), undefined);
    flipBit(dataOf(made));
    assert.deepEqual(await create().refresh(), made, 'nothing shows outside');
    assert.match((await create().inspect()) ?? '', /^model\.data has changed/);
    assert.equal(await create().isIntact(made.path), false);
    assert.deepEqual(await create().refresh(), { kind: 'none' });
    assert.match(logged.join('\n'), /model\.data has changed/);
    assert.equal(await fast.isIntact(made.path), false, 'also for those that use it');
    const next = await redo();
    assert.ok(await fast.isIntact(next.path));
    assert.ok(!existsSync(made.path));
  });

  it('tells a model that is written to while it is used', async () => {
    const made = await redo();
    const fast = create();
    assert.ok(await fast.isIntact(made.path));
    writeFileSync(dataOf(made), Buffer.alloc(WEIGHTS.length));
    assert.match((await create().inspect()) ?? '', /model\.data has been touched/);
    assert.equal(await fast.isIntact(made.path), false);
    assert.deepEqual(fast.state, { kind: 'none' });
    assert.ok(!existsSync(record()));
  });

  it('stays where it is of another model than the damaged one', async () => {
    const old = await redo();
    const reading = create();
    assert.ok(await reading.isIntact(old.path));
    const made = await redo();
    assert.equal(await reading.isIntact(old.path), false);
    assert.deepEqual(await reading.refresh(), made);
  });

  it('stays where an intact model cannot be loaded, which is then made no second time', async () => {
    const made = await redo();
    const fast = create();
    fast.setAside(made.path, 'there was no memory');
    assert.deepEqual(await fast.refresh(), { kind: 'none' });
    fast.start('published.onnx');
    assert.equal(fast.state.kind, 'none');
    assert.deepEqual(await create().refresh(), made);
  });

  it('is made without a loss to what is not its own', async () => {
    const keep = ['notes', join(OLD, 'thesis'), join('11111111-0000-4000-8000-000000000000', 'deeper')];
    for (const path of keep) mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, OLD, 'model.onnx'), '');
    const killed = join(folder, '22222222-0000-4000-8000-000000000000');
    mkdirSync(killed);
    writeFileSync(join(killed, 'int8.onnx.123.part'), '');
    writeFileSync(join(folder, 'fast.json.4194305'), '');
    const made = await redo();
    assert.ok(keep.every((path) => existsSync(join(folder, path))));
    assert.ok(!existsSync(killed), 'what a killed rebuild left is removed');
    const rest = readdirSync(folder).filter((name) => !keep.some((path) => path.startsWith(name)));
    assert.deepEqual(rest.sort(), [dirname(made.path).slice(folder.length + 1), 'fast.json'].sort());
  });

  it('says that the disk is full, and leaves nothing', async () => {
    const full: Rebuild = (what, hooks) => {
      symlinkSync('/dev/full', join(folder, `fast.json.${process.pid}`));
      return rebuild(what, hooks);
    };
    await assert.rejects(redo(full), { code: 'disk-full' });
    assert.deepEqual(readdirSync(folder), []);
  });
});
