import { join } from 'node:path';
import { cacheFolder } from '../../../src/assets/cacheFolder';
import { MODEL_NAME } from '../../../src/assets/manifest';
import { AssetStore } from '../../../src/assets/store';
import { silentLogger } from '../../../src/common/log';
import { type AudioCacheOptions, EngineClient } from '../../../src/engine/client';
import { SAMPLE_RATE } from '../../../src/kokoro/model';
import type { SpeechChunk } from '../../../src/kokoro/speechChunk';
import type { OptimizedModel } from '../../../src/speech/optimized/optimizedModel';
import { Speech, type SpeechRequest } from '../../../src/speech/speech';
import { optimizedModel } from './optimized';

export const ROOT = join(__dirname, '..', '..', '..');

interface EngineOptions {
  entry?: string;
  idleMinutes?: number;
  audioCache?: AudioCacheOptions;
  /** Speaks in place of the published model. */
  optimizedModel?: OptimizedModel;
}

const assets = new AssetStore({ folder: cacheFolder(), source: process.env['KOKORO_ASSETS'], logger: silentLogger });

/** Path of the published model. */
export const publishedModel = (): Promise<string> => assets.ensure(MODEL_NAME);

/** The published model optimized for this machine: the same voice in a fifth of the time. */
export async function optimized(): Promise<OptimizedModel> {
  return optimizedModel(ROOT, await publishedModel());
}

/** The real engine process with the real model, which is downloaded into the cache folder if missing. */
export function startEngine({
  entry = join(ROOT, 'dist', 'engine.js'),
  idleMinutes = 0,
  audioCache = { memoryBytes: 0, diskBytes: 0, folder: '' },
  optimizedModel,
}: EngineOptions = {}): { engine: EngineClient; speech: Speech } {
  const engine = new EngineClient(() => ({ entry, threads: 0, idleMinutes, audioCache }), silentLogger);
  const speech = new Speech(() => assets, engine, silentLogger, optimizedModel && { optimizedModel });
  return { engine, speech };
}

export function request(text: string, changes: Partial<SpeechRequest> = {}): SpeechRequest {
  return {
    text,
    format: 'plain',
    codeBlocks: 'announce',
    emoji: 'read',
    voice: 'af_heart',
    speed: 1,
    from: 0,
    ...changes,
  };
}

/** Collects all chunks of a reading. */
export async function collect(chunks: AsyncIterable<SpeechChunk>): Promise<SpeechChunk[]> {
  const collected: SpeechChunk[] = [];
  for await (const chunk of chunks) collected.push(chunk);
  return collected;
}

/** The concatenated samples of all chunks. */
export function samplesOf(chunks: readonly SpeechChunk[]): Float32Array {
  return Float32Array.from(chunks.flatMap(({ pcm }) => [...new Float32Array(pcm)]));
}

export function secondsOf(chunks: readonly SpeechChunk[]): number {
  return samplesOf(chunks).length / SAMPLE_RATE;
}

/** RMS level in dBFS, and the largest absolute sample. */
export function level(samples: Float32Array): { rms: number; peak: number } {
  let energy = 0;
  let peak = 0;
  for (const sample of samples) {
    energy += sample * sample;
    peak = Math.max(peak, Math.abs(sample));
  }
  return { rms: 10 * Math.log10(energy / Math.max(1, samples.length) + 1e-12), peak };
}
