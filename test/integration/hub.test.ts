import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VOCABULARY_V11 } from '../../src/kokoro/vocabularyV11';
import { writeTinyCheckpoint } from '../support/tinyCheckpoint';
import { runCli } from './support/cli';

const REPO = 'hexgrad/Kokoro-82M-v1.1-zh';

/** From a server laid out like the Hub to speech, with a v1.1-zh checkpoint: its own vocabulary and voices. */
describe('kokoro export --repo-id', () => {
  let folder: string;
  let server: Server;
  let env: NodeJS.ProcessEnv;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kokoro-hub-'));
    const repository = join(folder, 'server');
    writeTinyCheckpoint(repository, { vocabulary: VOCABULARY_V11, voice: 'zf_001' });
    const names = ['config.json', 'tiny.pth', 'voices/zf_001.pt'];
    const listing = await Promise.all(names.map((name) => describeFile(repository, name)));
    server = createServer((request, response) => {
      const path = request.url ?? '';
      const name = names.find((candidate) => path === `/${REPO}/resolve/main/${candidate}`);
      if (path.startsWith(`/api/models/${REPO}/tree/`)) response.end(JSON.stringify(listing));
      else if (name === undefined) response.writeHead(404).end();
      else void readFile(join(repository, name)).then((bytes) => response.end(bytes));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    env = { HF_ENDPOINT: `http://127.0.0.1:${port}`, KOKORO_CACHE: join(folder, 'cache'), KOKORO_ASSETS: '' };
  });
  after(async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('fetches and exports the checkpoint, and puts its voices beside the model', async () => {
    const { code, stdout, stderr } = await runCli(folder, ['export', '--repo-id', REPO, '--out', 'zh.onnx'], '', env);
    assert.equal(code, 0, stderr);
    assert.equal(stdout, 'zh.onnx\n');
    assert.match(stderr, /Downloading the checkpoint \(tiny\.pth\)…\n/);
    assert.match(stderr, /1 voice beside it, in voices\n/);
    assert.equal((await stat(join(folder, 'voices', 'zf_001.bin'))).size, 510 * 256 * 4);
    assert.ok(!(await readdir(folder)).some((name) => name.endsWith('.part')));
  });

  it('speaks Chinese with the exported model and one of its voices', async () => {
    const args = ['speak', '你好。', '--model', 'zh.onnx', '--voice', 'zf_001', '--out', 'zh.wav'];
    const { code, stderr } = await runCli(folder, args, '', env);
    assert.equal(code, 0, stderr);
    assert.ok((await stat(join(folder, 'zh.wav'))).size > 44 + 2 * 2400);
  });

  it('explains that a repository does not exist', async () => {
    const { code, stderr } = await runCli(folder, ['export', '--repo-id', 'no/body'], '', env);
    assert.equal(code, 1);
    assert.match(stderr, /has no public repository no\/body/);
    assert.equal((await runCli(folder, ['export', 'x', '--repo-id', REPO])).code, 2);
  });
});

/** An entry of the Hub's file list: large files have a SHA-256, others Git's object id. */
async function describeFile(repository: string, path: string) {
  const bytes = await readFile(join(repository, path));
  const entry = { type: 'file', path, size: bytes.length };
  if (path.endsWith('.json')) {
    return { ...entry, oid: createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex') };
  }
  const oid = createHash('sha256').update(bytes).digest('hex');
  return { ...entry, oid: '0'.repeat(40), lfs: { oid, size: bytes.length, pointerSize: 132 } };
}
