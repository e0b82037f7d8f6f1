// npm run bench [-- --rounds N] [--against ENGINE --model FILE] [INPUT…]: compares the engine with the published model
// run plainly by onnxruntime-node, and with the engine of another build (its dist/engine.js, and the preoptimized model
// that it uses). Runs are interleaved and medians are reported. Prints a table and writes out/bench.json. On a shared
// machine, CPU seconds and ratios are more reliable than wall times.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { createApp } from '../src/app/app';
import { cacheFolder } from '../src/assets/cacheFolder';
import { MODEL_NAME, modelGain, voiceAsset } from '../src/assets/manifest';
import { silentLogger } from '../src/common/log';
import type { MappedText } from '../src/document/mappedText';
import { readPlainText } from '../src/document/plainText';
import { EngineClient } from '../src/engine/client';
import { languages } from '../src/engine/languages';
import { instructionSets } from '../src/engine/model/cpu';
import { physicalCores } from '../src/engine/model/threads';
import type { VoiceFiles } from '../src/engine/protocol';
import { MAX_PHONEMES } from '../src/kokoro/model';
import { secondsOf } from '../src/kokoro/speechChunk';
import { toIds } from '../src/kokoro/vocabulary';
import { joinSegments } from '../src/language/language';
import { splitSentences } from '../src/language/sentences';
import { INPUTS } from './inputs';
import type { PlainAnswer, PlainCall } from './plain.mts';

const VOICE = 'af_heart';

/** An engine in a process of its own. */
class Contestant {
  readonly name: string;
  readonly #engine: EngineClient;
  readonly #files: VoiceFiles;
  /** The cold one comes first. */
  readonly #samples: Sample[] = [];

  constructor(name: string, entry: string, files: VoiceFiles) {
    this.name = name;
    this.#engine = new EngineClient(() => ({ entry, threads, idleMinutes: 0 }), silentLogger);
    this.#files = files;
  }

  async sample(text: string): Promise<void> {
    const before = this.#engine.pid === undefined ? 0 : (await this.#engine.info()).cpuSeconds;
    const began = performance.now();
    const sample: Sample = { firstSeconds: 0, seconds: 0, cpuSeconds: 0, audioSeconds: 0, peakMB: 0 };
    const request = { text, format: 'plain', codeBlocks: 'announce', emoji: 'read', speed: 1, from: 0 } as const;
    for await (const chunk of this.#engine.speak(request, this.#files, new AbortController().signal)) {
      sample.seconds = (performance.now() - began) / 1000;
      sample.firstSeconds ||= sample.seconds;
      sample.audioSeconds += secondsOf(chunk);
    }
    const { cpuSeconds, peakBytes } = await this.#engine.info();
    this.#samples.push({ ...sample, cpuSeconds: cpuSeconds - before, peakMB: peakBytes / 1e6 });
  }

  /** Ends the process. @returns the row of the table */
  finish(): ReturnType<typeof row> {
    this.#engine.dispose();
    const [cold, ...warm] = this.#samples;
    return row(warm.length > 0 ? warm : this.#samples, cold?.firstSeconds ?? NaN);
  }
}

interface Sample {
  firstSeconds: number;
  seconds: number;
  cpuSeconds: number;
  audioSeconds: number;
  peakMB: number;
}

const { values, positionals } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    against: { type: 'string' },
    model: { type: 'string' },
  },
  allowPositionals: true,
});
const chosen = positionals.length > 0 ? positionals : Object.keys(INPUTS);
const threads = physicalCores();
const { files, published } = await fetchFiles();
const results = [];
console.log(
  `${cpus()[0]?.model ?? '?'} (${instructionSets().join(', ')}), ${threads} threads, Node ${process.version}`,
);
console.log(
  '| input | | first audio, cold, s | first audio, warm, s | real-time factor | CPU-s per audio-s | peak MB |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const name of chosen) {
  const text = INPUTS[name];
  if (text === undefined) throw new Error(`There is no input "${name}"; there are ${Object.keys(INPUTS).join(', ')}.`);
  const rounds = text.length > 2000 ? 1 : Number(values.rounds);
  results.push({ input: name, rounds, ...(await measure(text, rounds)) });
  for (const [who, row] of Object.entries(results.at(-1)?.rows ?? {})) {
    const { cold, firstSeconds, factor, cpu, peakMB } = row;
    console.log(
      `| ${name} | ${who} | ${cold.toFixed(2)} | ${firstSeconds.toFixed(2)} | ${factor.toFixed(3)} | ${cpu.toFixed(3)} | ${Math.round(peakMB)} |`,
    );
  }
}
mkdirSync('out', { recursive: true });
const machine = { cpu: cpus()[0]?.model, instructionSets: instructionSets(), threads, node: process.version };
writeFileSync('out/bench.json', JSON.stringify({ machine, results }, undefined, 1));

/** Fetches the files of a voice. The model is the optimized one, which the engine uses after its first reading. */
async function fetchFiles(): Promise<{ files: VoiceFiles; published: string }> {
  const app = createApp({
    programs: 'dist',
    cache: cacheFolder(),
    source: () => process.env['KOKORO_ASSETS'] ?? '',
    threads: () => threads,
    idleMinutes: () => 0,
    ownModel: () => '',
    optimizedModel: () => 'use',
    logger: silentLogger,
  });
  const store = app.assets();
  const [published, pack] = [await store.ensure(MODEL_NAME), await store.ensure(voiceAsset(VOICE))];
  const { optimizedModel } = app;
  if ((await optimizedModel.refresh()).kind === 'none')
    await optimizedModel.rebuild(published, new AbortController().signal, () => undefined);
  const { state } = optimizedModel;
  const model = state.kind === 'ready' ? state.path : published;
  const gain = state.kind === 'ready' ? 1 : modelGain(MODEL_NAME);
  const files = { model, preoptimized: state.kind === 'ready', gain, voice: VOICE, language: 'en-us', pack } as const;
  return { files, published };
}

/** Runs all programs in processes of their own, taking turns: each once cold, then `rounds` times warm. */
async function measure(text: string, rounds: number) {
  const engines = [new Contestant('Kokoro', 'dist/engine.js', files)];
  if (values.against !== undefined)
    engines.push(new Contestant('other build', values.against, { ...files, model: values.model ?? files.model }));
  const sentences = await sentenceIds(text);
  for (const engine of engines) await engine.sample(text);
  const coldBegan = performance.now();
  const plain = fork('bench/plain.mts', [published, files.pack as string, String(threads)], {
    execArgv: ['--import', 'tsx'],
  });
  await once(plain, 'message');
  const coldPlain = await samplePlain(plain, sentences);
  const coldPlainFirst = (performance.now() - coldBegan) / 1000 - coldPlain.seconds + coldPlain.firstSeconds;
  const plainSamples: Sample[] = rounds === 1 ? [coldPlain] : [];
  for (let i = 0; i < rounds && rounds > 1; i++) {
    for (const engine of engines) await engine.sample(text);
    plainSamples.push(await samplePlain(plain, sentences));
  }
  plain.kill();
  const rows = Object.fromEntries(engines.map((engine) => [engine.name, engine.finish()]));
  return { rows: { ...rows, plain: row(plainSamples, coldPlainFirst) } };
}

async function samplePlain(plain: ChildProcess, sentences: number[][]): Promise<Sample> {
  plain.send({ sentences } satisfies PlainCall);
  const answered = once(plain, 'message') as Promise<[PlainAnswer]>;
  const ended = once(plain, 'exit').then(() => Promise.reject(new Error('The plain run ended early.')));
  const [{ peakBytes, ...sample }] = await Promise.race([answered, ended]);
  return { ...sample, peakMB: peakBytes / 1e6 };
}

async function sentenceIds(text: string): Promise<number[][]> {
  const language = await languages.load('en-us');
  const sentences: MappedText[] = [...readPlainText(text)].flatMap((block) => splitSentences(block.text));
  const phonemes = sentences.map(async ({ text }) => joinSegments(await language.phonemize(language.normalize(text))));
  return (await Promise.all(phonemes)).map((string) => [0, ...toIds(string).slice(0, MAX_PHONEMES), 0]);
}

function row(samples: Sample[], cold: number) {
  const median = (pick: (sample: Sample) => number): number => {
    const sorted = samples.map(pick).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? NaN;
  };
  return {
    cold,
    firstSeconds: median((sample) => sample.firstSeconds),
    seconds: median((sample) => sample.seconds),
    factor: median((sample) => sample.seconds / sample.audioSeconds),
    cpu: median((sample) => sample.cpuSeconds / sample.audioSeconds),
    audioSeconds: median((sample) => sample.audioSeconds),
    peakMB: median((sample) => sample.peakMB),
  };
}
