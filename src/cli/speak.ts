import { rename, writeFile } from 'node:fs/promises';
import { KokoroError, messageOf, nothingToRead } from '../common/errors';
import { WavWriter } from '../engine/audio/wav';
import { SAMPLE_RATE, secondsOf, type SpeechChunk, type SpokenWord } from '../engine/host/protocol';
import { nothingSpoken } from '../engine/nothingSpoken';
import type { LanguageCode } from '../engine/phonemes/language';
import type { SpeechRequest } from '../engine/speech';
import type { CodeBlockMode } from '../engine/text/block';
import type { EmojiMode } from '../engine/text/emojiMode';
import type { VoiceChoice } from '../engine/voices/source';
import { describeWork } from '../reading/progress';
import { readInput } from './input';
import { createServices, type Services } from './services';
import { interruptSignal, ProgressBar } from './terminal';

export interface SpeakOptions {
  voice: VoiceChoice;
  language?: LanguageCode | undefined;
  speed: number;
  threads: number;
  /** An ONNX file of the user's own. */
  model?: string | undefined;
  codeBlocks: CodeBlockMode;
  emoji: EmojiMode;
  format?: 'plain' | 'markdown' | undefined;
  out?: string | undefined;
  timings?: string | undefined;
}

/** A stretch of speech in the file: what it says (offsets in the input) and when, in seconds. */
interface Timing {
  text: string;
  source: { start: number; end: number };
  start: number;
  end: number;
  /** The same of each word, where the model tells when it sounds. */
  words?: SpokenWord[];
}

/** `kokoro speak`: reads a text aloud into a WAV file and says how fast that went. */
export async function speak(words: readonly string[], options: SpeakOptions): Promise<void> {
  const input = await readInput(words);
  if (input.text.trim() === '') throw nothingToRead();
  const out = options.out ?? `${input.name}.wav`;
  const { voice, language, speed, codeBlocks, emoji } = options;
  const request = {
    text: input.text,
    format: options.format ?? input.format,
    voice,
    language,
    speed,
    codeBlocks,
    emoji,
    from: 0,
  };
  const wav = await WavWriter.create(out);
  try {
    const report = await write(request, wav, createServices(options.threads, options.model));
    await wav.finish();
    if (options.timings !== undefined)
      await writeJson(options.timings, {
        sampleRate: SAMPLE_RATE,
        voice: typeof voice === 'string' ? voice : voice.pack,
        speed,
        chunks: report.timings,
      });
    process.stdout.write(`${out}\n`);
    process.stderr.write(`${summary(report)}\n`);
  } catch (error) {
    await wav.abandon();
    throw error;
  }
}

interface Report {
  timings: Timing[];
  audioSeconds: number;
  workSeconds: number;
  firstAudioSeconds: number;
}

async function write(request: SpeechRequest, wav: WavWriter, services: Services): Promise<Report> {
  const bar = new ProgressBar();
  const report: Report = { timings: [], audioSeconds: 0, workSeconds: 0, firstAudioSeconds: 0 };
  let began = performance.now();
  try {
    const chunks = services.speech.speak(request, {
      signal: interruptSignal(),
      onProgress: (progress) => bar.show(describeWork(progress), progress.receivedBytes / progress.totalBytes),
      onReady: () => (began = performance.now()),
      onRestart: (error) => process.stderr.write(`${error.message} It was started again.\n`),
    });
    for await (const chunk of chunks) {
      report.workSeconds = (performance.now() - began) / 1000;
      if (report.timings.length === 0) report.firstAudioSeconds = report.workSeconds;
      await wav.write(new Float32Array(chunk.pcm));
      addTiming(report, chunk);
      bar.show(
        'Reading aloud',
        chunk.source.end / request.text.length,
        `${report.audioSeconds.toFixed(0)} s of speech`,
      );
    }
    if (report.timings.length === 0) throw nothingSpoken(request.text);
    return report;
  } finally {
    bar.clear();
    services.dispose();
  }
}

function addTiming(report: Report, chunk: SpeechChunk): void {
  const { source, sentence, spokenStart, spokenEnd, words } = chunk;
  const start = report.audioSeconds;
  report.audioSeconds += secondsOf(chunk);
  const timing = { text: sentence.slice(spokenStart, spokenEnd), source, start, end: report.audioSeconds };
  const later = ({ start: from, end: to, ...word }: SpokenWord): SpokenWord => ({
    ...word,
    start: start + from,
    end: start + to,
  });
  report.timings.push(words === undefined ? timing : { ...timing, words: words.map(later) });
}

function summary({ audioSeconds, workSeconds, firstAudioSeconds }: Report): string {
  const factor = (workSeconds / audioSeconds).toFixed(2);
  return `${audioSeconds.toFixed(1)} s of audio in ${workSeconds.toFixed(1)} s (real-time factor ${factor}), first audio after ${firstAudioSeconds.toFixed(2)} s`;
}

async function writeJson(path: string, value: unknown): Promise<void> {
  try {
    await writeFile(`${path}.part`, JSON.stringify(value, undefined, 1));
    await rename(`${path}.part`, path);
  } catch (error) {
    throw new KokoroError('output-not-writable', `${path} cannot be written: ${messageOf(error)}`, { cause: error });
  }
}
