// `npm run speak:package -- TARGET [TEXT]`: unpacks a package of dist/, speaks a text with its engine and checks the sound.
// Run it on the platform itself. KOKORO_NODE names another Node.js to run the engine with, such as one of another
// processor under emulation.
import { fork } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../src/assets/cacheFolder';
import { MODEL_NAME, modelGain, voiceAsset } from '../src/assets/manifest';
import { AssetStore } from '../src/assets/store';
import { silentLogger } from '../src/common/log';
import { RpcClient, type RpcMessage } from '../src/common/rpc';
import type { EngineCalls, SpeakRequest } from '../src/engine/protocol';
import { SAMPLE_RATE } from '../src/kokoro/model';
import { speechProblems } from '../test/e2e/support/sound';
import { readVsix } from './lib/vsix.mjs';

const TEXT = 'The kettle sings, and nobody minds.';

async function main(target = `${process.platform}-${process.arch}`, text = TEXT): Promise<void> {
  const vsix = readdirSync('dist').find((name) => name.includes(`-${target}-`) && name.endsWith('.vsix'));
  if (vsix === undefined) throw new Error(`There is no package for ${target} in dist/: run npm run package first.`);
  const folder = mkdtempSync(join(tmpdir(), 'kokoro-package-'));
  try {
    for (const [name, content] of await readVsix(join('dist', vsix))) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    await speak(join(folder, 'dist', 'engine.js'), vsix, text);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function speak(entry: string, vsix: string, text: string): Promise<void> {
  const store = new AssetStore({ folder: cacheFolder(), source: process.env['KOKORO_ASSETS'], logger: silentLogger });
  const files = {
    ...{ model: await store.ensure(MODEL_NAME), preoptimized: false, gain: modelGain(MODEL_NAME) },
    ...{ voice: 'af_heart', language: 'en-us' as const, pack: await store.ensure(voiceAsset('af_heart')) },
  };
  const request: SpeakRequest = {
    text,
    format: 'plain',
    codeBlocks: 'announce',
    emoji: 'read',
    speed: 1,
    from: 0,
  };
  const execPath = process.env['KOKORO_NODE'] ?? process.execPath;
  if (!existsSync(execPath)) throw new Error(`There is no ${execPath}.`);
  const engine = fork(entry, {
    execPath,
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc', 'overlapped'],
  });
  const rpc = new RpcClient<EngineCalls>({
    post: (message) => engine.send(message),
    onMessage: (listener) => engine.on('message', (message) => listener(message as RpcMessage)),
  });
  engine.once('exit', (code, signal) =>
    rpc.close(new Error(`the engine ended (${signal ?? `exit code ${code ?? '?'}`})`)),
  );
  const began = performance.now();
  try {
    const { stream } = await rpc.call('open', { request, files });
    const pieces: Float32Array[] = [];
    for (let chunk = await rpc.call('next', { stream }); chunk; chunk = await rpc.call('next', { stream }))
      pieces.push(new Float32Array(chunk.pcm));
    const { runtime, threads } = await rpc.call('info', null);
    const samples = Float32Array.from(pieces.flatMap((piece) => [...piece]));
    const problems = speechProblems({ samples, sampleRate: SAMPLE_RATE });
    if (problems.length > 0) throw new Error(`This is not speech: ${problems.join(', ')}`);
    const seconds = (samples.length / SAMPLE_RATE).toFixed(1);
    const took = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`${vsix}: ${seconds} s of speech in ${took} s; onnxruntime ${runtime}, ${threads} threads`);
  } finally {
    engine.kill('SIGKILL');
  }
}

await main(...process.argv.slice(2));
