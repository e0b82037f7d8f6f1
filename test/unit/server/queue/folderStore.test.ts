import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExportRecord } from '../../../../src/app/audioExport/record';
import { FolderStore } from '../../../../src/server/queue/folderStore';

describe('FolderStore', () => {
  const { signal } = new AbortController();
  let made: string;
  let shared: string;
  let store: FolderStore;

  beforeEach(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kokoro-store-'));
    [made, shared] = [join(folder, 'made'), join(folder, 'shared')];
    store = new FolderStore(shared);
    await mkdir(join(made, 'a'), { recursive: true });
    await writeFile(join(made, 'a', 'b.mp3'), 'sound');
    await writeFile(join(made, 'a', 'b.srt'), 'text');
    await store.check();
  });
  afterEach(() => rm(join(made, '..'), { recursive: true }));

  it('puts files there and finds them by their key, as a local export does', async () => {
    assert.equal(await store.has(['a/b.mp3', 'a/b.srt'], 'key'), false);
    await store.put(made, ['a/b.mp3', 'a/b.srt'], 'key', signal);
    assert.equal(await readFile(join(shared, 'a', 'b.mp3'), 'utf8'), 'sound');
    assert.equal(await store.has(['a/b.mp3', 'a/b.srt'], 'key'), true);
    assert.equal(await store.has(['a/b.mp3', 'a/b.srt'], 'another'), false);
    assert.equal(await (await ExportRecord.read(shared)).has('a/b.mp3', 'key'), true);
    await writeFile(join(shared, 'a', 'b.srt'), 'changed');
    assert.equal(await store.has(['a/b.mp3', 'a/b.srt'], 'key'), false);
  });

  it('keeps what a local export has recorded later', async () => {
    await store.put(made, ['a/b.mp3'], 'old', signal);
    await writeFile(join(shared, 'a', 'b.mp3'), 'new sound');
    await (await ExportRecord.read(shared)).add('new', ['a/b.mp3']);
    assert.equal(await store.has(['a/b.mp3'], 'new'), true);
    assert.equal(await store.has(['a/b.mp3'], 'old'), false);
  });

  it('removes the part that a killed worker has left, and no file of another name', async () => {
    const part = '.0b5d8c1e-6f0a-4a57-9d0e-2f1d3c4b5a69.part';
    await mkdir(join(shared, 'a'));
    for (const name of [`b.mp3${part}`, `b.mp32${part}`]) await writeFile(join(shared, 'a', name), 'half');
    await store.put(made, ['a/b.mp3'], 'key', signal);
    assert.deepEqual(await readdir(join(shared, 'a')), ['b.mp3', `b.mp32${part}`]);
  });

  it('leaves nothing of a file that cannot be put', async () => {
    await mkdir(join(shared, 'a', 'b.mp3'), { recursive: true });
    await assert.rejects(store.put(made, ['a/b.mp3'], 'key', signal), { code: 'output-not-writable' });
    assert.deepEqual(await readdir(join(shared, 'a')), ['b.mp3']);
    await rm(shared, { recursive: true });
    await writeFile(shared, 'no folder');
    await assert.rejects(store.put(made, ['a/b.mp3'], 'key', signal), { code: 'output-not-writable' });
    const file = new FolderStore(join(made, 'a', 'b.mp3'));
    await assert.rejects(file.check(), { code: 'output-not-writable', message: /b\.mp3 cannot be written/ });
  });
});
