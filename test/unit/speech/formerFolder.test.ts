import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Logger, silentLogger } from '../../../src/common/log';
import { OptimizedModel, type OptimizedModelState, type Rebuild } from '../../../src/speech/optimized/optimizedModel';

type Ready = Extract<OptimizedModelState, { kind: 'ready' }>;

const LOCK_TIMING = { staleMs: 1000, pollMs: 20 };

/** Writes the files of a model, without building one. */
const rebuild: Rebuild = ({ folder }) => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'model.onnx'), 'graph');
  writeFileSync(join(folder, 'model.data'), Buffer.alloc(1000, 'weights'));
  return Promise.resolve({ path: join(folder, 'model.onnx'), comparison: { speedup: 3 } });
};
const never: Rebuild = () => Promise.reject(new Error('It must not be built.'));

describe('an optimized model in the folder of earlier versions', () => {
  let cache: string;
  let folder: string;
  let former: string;
  let logged: string[];
  const logger: Logger = { ...silentLogger, warn: (text) => logged.push(text) };
  const create = (how = never): OptimizedModel =>
    new OptimizedModel({
      ...{
        folder,
        formerFolder: former,
        rebuild: how,
        generator: 'graph',
        mode: () => 'make',
        logger,
        lockTiming: LOCK_TIMING,
      },
    });
  const build = async (): Promise<Ready> => {
    const state = await create(rebuild).rebuild('published.onnx', new AbortController().signal, () => undefined);
    assert.ok(state.kind === 'ready');
    return state;
  };
  /** Builds a model and lays it out as earlier versions did. @returns its state where it belongs now */
  async function buildFormer(): Promise<Ready> {
    const state = await build();
    renameSync(folder, former);
    const record = readFileSync(join(former, 'record.json'), 'utf8');
    writeFileSync(join(former, 'fast.json'), record.replace('"speedup"', '"faster"'));
    rmSync(join(former, 'record.json'));
    return state;
  }
  const nameOf = ({ path }: Ready): string => basename(dirname(path));

  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), 'kokoro-former-'));
    folder = join(cache, 'optimized');
    former = join(cache, 'fast');
    logged = [];
  });
  afterEach(() => rmSync(cache, { recursive: true }));

  it('is moved and used as it is', async () => {
    const state = await buildFormer();
    writeFileSync(join(former, 'fast.json.4194305'), '');
    const model = create();
    assert.deepEqual(await model.refresh(), state);
    assert.ok(await model.isIntact(state.path));
    assert.equal(await create().inspect(), undefined);
    assert.deepEqual(readdirSync(cache), ['optimized']);
    assert.deepEqual(readdirSync(folder).sort(), [nameOf(state), 'record.json'].sort());
    assert.deepEqual(logged, []);
  });

  it('is found by kokoro doctor, which inspects first', async () => {
    const { path } = await buildFormer();
    writeFileSync(join(former, basename(dirname(path)), 'model.data'), 'damaged');
    assert.match((await create().inspect()) ?? '', /model\.data was modified/);
  });

  it('is moved once by two processes at once', async () => {
    const state = await buildFormer();
    const script = join(__dirname, 'refreshProcess.ts');
    const args = ['--import', 'tsx', script, folder, former, String(Date.now() + 2500)];
    const run = promisify(execFile);
    const outputs = await Promise.all([1, 2].map(() => run(process.execPath, args)));
    for (const { stdout } of outputs) assert.deepEqual(JSON.parse(stdout), state);
    assert.deepEqual(readdirSync(cache), ['optimized']);
  });

  it('is moved although the move was interrupted before the record', async () => {
    const state = await buildFormer();
    mkdirSync(folder);
    renameSync(join(former, nameOf(state)), join(folder, nameOf(state)));
    assert.deepEqual(await create().refresh(), state);
    assert.deepEqual(readdirSync(cache), ['optimized']);
  });

  it('is removed when there is one in the new folder', async () => {
    const old = await buildFormer();
    const state = await build();
    assert.notEqual(nameOf(old), nameOf(state));
    assert.deepEqual(readdirSync(cache), ['optimized'], 'the rebuild has removed it');
    renameSync(folder, `${folder}2`);
    await buildFormer();
    renameSync(`${folder}2`, folder);
    assert.deepEqual(await create().refresh(), state);
    assert.deepEqual(readdirSync(cache), ['optimized']);
  });

  it('leaves files of others where they are', async () => {
    const state = await buildFormer();
    writeFileSync(join(former, 'notes.txt'), 'mine');
    mkdirSync(join(former, '00000000-0000-4000-8000-000000000000', 'thesis'), { recursive: true });
    assert.deepEqual(await create().refresh(), state);
    assert.deepEqual(readdirSync(former).sort(), ['00000000-0000-4000-8000-000000000000', 'notes.txt']);
    const { mtimeMs } = statSync(folder);
    assert.deepEqual(await create().refresh(), state);
    assert.equal(statSync(folder).mtimeMs, mtimeMs, 'nothing is left to move, so no lock is taken');
  });

  it('stays when a file of others is in the way, and is moved when that has gone', async () => {
    const state = await buildFormer();
    writeFileSync(folder, 'mine');
    assert.deepEqual(await create().refresh(), { kind: 'none' });
    assert.match(logged.join('\n'), /The optimized model in .*fast is not moved yet: /);
    assert.equal(readFileSync(folder, 'utf8'), 'mine');
    rmSync(folder);
    assert.deepEqual(await create().refresh(), state);
  });

  it('is waited for while an earlier version is building it, and then not built again', async () => {
    const state = await buildFormer();
    const lock = join(former, 'lock');
    writeFileSync(lock, 'of an earlier version');
    const beating = setInterval(() => writeFileSync(lock, 'of an earlier version'), 100);
    try {
      const model = create();
      assert.deepEqual(await model.refresh(), { kind: 'none' }, 'a reading does not wait for it');
      const settled = new Promise<OptimizedModelState>((resolve) => {
        model.onChange((change) => change.kind !== 'building' && resolve(change));
      });
      model.start('published.onnx');
      assert.equal(model.state.kind, 'building');
      clearInterval(beating);
      rmSync(lock);
      assert.deepEqual(await settled, state);
      assert.ok(!existsSync(former));
    } finally {
      clearInterval(beating);
    }
  });
});
