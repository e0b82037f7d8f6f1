// The engine process of the tests: it answers the engine's calls over the real port, but speaks without a model. Each
// clause of a text is a chunk. What happens is written in the text and in the model's file:
// * `[crash 2]` in a clause: the process ends, the first two times that the clause is asked for
// * `[hang]` in a clause: it is never answered
// * a model file with `unloadable` cannot be loaded; one with `noise` makes no usable sound; one with `slow` takes
//   0.4 s for a chunk of 0.25 s; one with `gated` is loaded once there is a file `gate` beside the voice pack
// Each call is noted in the file `calls` beside the voice pack.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { KokoroError } from '../../../src/common/errors';
import { serveParent } from '../../../src/common/process/child';
import type { EngineCalls } from '../../../src/engine/protocol';
import { SAMPLE_RATE } from '../../../src/kokoro/model';
import type { SpeechChunk } from '../../../src/kokoro/speechChunk';

interface Stream {
  clauses: RegExpExecArray[];
  model: string;
  note: (call: string) => void;
  crashed: (clause: string) => number;
}

const streams = new Map<number, Stream>();
let opened = 0;

serveParent<EngineCalls>({
  open: async ({ request, files }) => {
    const model = readFileSync(files.model, 'utf8');
    const log = join(dirname(files.pack as string), 'calls');
    const note = (call: string): void => appendFileSync(log, `${call}\n`);
    note('open');
    if (model.includes('unloadable')) throw new KokoroError('model-invalid', 'It cannot be loaded.');
    while (model.includes('gated') && !existsSync(join(dirname(files.pack as string), 'gate'))) await delay(10);
    const clauses = [...request.text.matchAll(/[^,.]+[,.]\s*/g)].filter(({ index }) => index >= request.from);
    const crashed = (clause: string): number => readFileSync(log, 'utf8').split(`crash in ${clause}\n`).length - 1;
    streams.set(++opened, { clauses, model, note, crashed });
    return { stream: opened };
  },
  next: async ({ stream }) => {
    const { clauses, model, note, crashed } = streams.get(stream) ?? unknown(stream);
    const clause = clauses.shift();
    note('next');
    if (clause === undefined) return null;
    const [text] = clause;
    if (text.includes('[hang]')) await new Promise(() => undefined);
    if (crashed(text.trim()) < Number(/\[crash (\d+)\]/.exec(text)?.[1] ?? 0)) {
      note(`crash in ${text.trim()}`);
      process.exit(9);
    }
    if (model.includes('noise')) throw new KokoroError('speech-invalid', 'It made no usable sound.');
    if (!model.includes('slow')) return chunkOf(clause, model);
    await delay(400);
    return { ...chunkOf(clause, model), realTimeFactor: 1.6 };
  },
  close: ({ stream }) => {
    streams.get(stream)?.note('close');
    streams.delete(stream);
    return Promise.resolve(null);
  },
  script: () => Promise.resolve([]),
  explain: () => Promise.resolve(null),
  outline: () => Promise.resolve([]),
  info: () =>
    Promise.resolve({
      ...{ runtime: 'none', kernels: '', threads: 1, cpuSeconds: 0, peakBytes: 0 },
      audioCache: { hits: 0, misses: 0, bytes: 0 },
    }),
});

/** A quarter of a second of silence. Its phonemes name the model. */
function chunkOf({ 0: text, index }: RegExpExecArray, model: string): SpeechChunk {
  const source = { start: index, end: index + text.length };
  const endsSentence = text.includes('.');
  return {
    ...{ pcm: new Float32Array(SAMPLE_RATE / 4).buffer, source, phonemes: model, speed: 1 },
    ...{ sentence: text, sentenceSource: source, spokenStart: 0, spokenEnd: text.length },
    ...{ endsSentence, endsBlock: endsSentence },
    ...(!endsSentence && { nextSeconds: 1 / 4 + 0.7 }), // the model makes silence, too
  };
}

function unknown(stream: number): never {
  throw new KokoroError('internal', `There is no reading ${stream}.`);
}
