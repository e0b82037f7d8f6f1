import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureV11Voice, V11_FOLDER } from '../../../src/app/voicesV11';
import { Hub } from '../../../src/assets/hub';
import { silentLogger } from '../../../src/common/log';
import { writeModel } from '../../../src/exporter/onnx/write';
import type { Model } from '../../../src/exporter/onnx/model';
import { voiceAsBin, voiceAsPt } from '../../../src/exporter/checkpoint/voices';
import { PACK_ROWS, STYLE_SIZE } from '../../../src/kokoro/voicePack';
import { isPublishedVoice } from '../../../src/kokoro/voices';
import { V11_REPOSITORY, V11_VOICES } from '../../../src/kokoro/voicesV11';
import { VOCABULARY_V11 } from '../../../src/kokoro/vocabularyV11';
import { isV11Model, ModelGenerations } from '../../../src/speech/modelGeneration';
import { findVoiceSource, voicesV11 } from '../../../src/speech/voiceSource';
import { coded, Scratch } from '../exporter/checkpoint/files';

const VOICE = { name: 'zf_001', data: Float32Array.from({ length: PACK_ROWS * STYLE_SIZE }, (_, i) => Math.sin(i)) };

describe('the voices of Kokoro v1.1-zh', () => {
  const scratch = new Scratch();
  let server: Server;
  let requests: string[];

  before(async () => {
    const voice = voiceAsPt(VOICE);
    const file = (path: string, bytes: Uint8Array) => ({
      ...{ type: 'file', path, size: bytes.length, oid: '0'.repeat(40) },
      lfs: { oid: createHash('sha256').update(bytes).digest('hex'), size: bytes.length },
    });
    const files = ['kokoro-v1_1-zh.pth', 'config.json'].map((path) => file(path, Buffer.from(path)));
    const listing = JSON.stringify([...files, file('voices/zf_001.pt', voice)]);
    server = createServer(({ url = '' }, response) => {
      requests.push(url);
      response.end(url.startsWith('/api/') ? listing : voice);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => (requests = []));
  after(() => {
    server.close();
    scratch.remove();
  });

  async function modelOf(name: string, vocabulary: ReadonlyMap<string, number> | undefined): Promise<string> {
    const path = join(scratch.folder, name);
    const metadata = new Map(vocabulary && [['kokoro.vocab', JSON.stringify(Object.fromEntries(vocabulary))]]);
    const graph = { name: 'g', nodes: [], initializers: [], inputs: [], outputs: [], values: [] };
    const opsets = new Map([['', 17]]);
    const model: Model = { irVersion: 8, opsets, producer: 'p', producerVersion: '1', doc: 'd', metadata, graph };
    await writeModel(model, path);
    return path;
  }

  it('are 103: three English ones, 55 Chinese female and 45 male ones, none of which v1.0 has', () => {
    assert.equal(new Set(V11_VOICES).size, 103);
    const counts = ['a', 'b', 'zf', 'zm'].map((start) => V11_VOICES.filter((name) => name.startsWith(start)).length);
    assert.deepEqual(counts, [2, 1, 55, 45]);
    assert.ok(!V11_VOICES.some(isPublishedVoice));
    assert.deepEqual(new Set(voicesV11().map(({ code }) => code)), new Set(['en-us', 'en-gb', 'zh']));
  });

  it('are found with a model of the user’s own, and otherwise say which model they need', () => {
    const model = join(scratch.folder, 'own.onnx');
    assert.deepEqual(findVoiceSource('zm_010', { model }).parts, [{ name: 'zm_010', isV11: true, weight: 1 }]);
    assert.equal(findVoiceSource('zf_001*0.5+zm_010*0.5', { model }).language, 'zh');
    assert.throws(() => findVoiceSource('zm_010'), coded('voice-unknown', /v1\.1-zh.*hexgrad\/Kokoro-82M-v1\.1-zh/));
  });

  it('are offered once a model is known to be v1.1-zh by its vocabulary', async () => {
    const own = await modelOf('v11.onnx', VOCABULARY_V11);
    const other = await modelOf('v10.onnx', undefined);
    assert.deepEqual([await isV11Model(own), await isV11Model(other)], [true, false]);
    const generations = new ModelGenerations();
    const found = new Promise<void>((resolve) => generations.onFound(resolve));
    assert.ok(!generations.isV11(other) && !generations.isV11(own));
    await found;
    assert.ok(!generations.isV11(other) && generations.isV11(own));
  });

  it('are fetched one by one, verified, and kept', async () => {
    const { port } = server.address() as AddressInfo;
    const endpoint = `http://127.0.0.1:${port}`;
    const hub = new Hub({ folder: scratch.folder, endpoint, logger: silentLogger });
    const path = await ensureV11Voice('zf_001', scratch.folder, hub, {});
    assert.equal(path, join(scratch.folder, V11_FOLDER, 'zf_001.bin'));
    assert.deepEqual(new Uint8Array(readFileSync(path)), voiceAsBin(VOICE));
    assert.deepEqual(requests, [
      `/api/models/${V11_REPOSITORY}/tree/main?recursive=true`,
      `/${V11_REPOSITORY}/resolve/main/voices/zf_001.pt`,
    ]);
    assert.equal(await ensureV11Voice('zf_001', scratch.folder, hub, {}), path);
    assert.equal(requests.length, 2, 'nothing is fetched again');
    await assert.rejects(
      ensureV11Voice('zf_002', scratch.folder, hub, {}),
      coded('voice-unknown', /no voice “zf_002”/),
    );
  });
});
