import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { loadRuntime } from '../../../src/common/runtime';
import { exportModel, type ExportOptions } from '../../../src/exporter/export';
import { levelDifference, logMelDistance, octaveBands } from '../../../src/exporter/quality';
import type { Case } from './cases';
import { type Reference, speakReference, type Spoken } from './reference';

/** Exports a checkpoint, by default as FP32 with hexgrad's names. */
export async function exportTo(out: string, checkpoint: string, changes: Partial<ExportOptions> = {}): Promise<number> {
  const options = { precision: 'fp32', noise: 'input', signature: 'hexgrad', speedType: 'float' } as const;
  const { bytes } = await exportModel({ ...options, checkpoint, out, ...changes });
  return bytes;
}

/** Loads a file, calls `use`, and releases the session. */
export async function withModel<T>(path: string, use: (session: InferenceSession) => Promise<T>): Promise<T> {
  const { InferenceSession } = await loadRuntime();
  const session = await InferenceSession.create(path, { logSeverityLevel: 3 });
  try {
    return await use(session);
  } finally {
    await session.release();
  }
}

/** As `withModel`, then removes the file. */
export async function once<T>(path: string, use: (session: InferenceSession) => Promise<T>): Promise<T> {
  try {
    return await withModel(path, use);
  } finally {
    await rm(path, { force: true });
  }
}

/** Speaks what the reference spoke, with its style, and with its noise if the model takes noise. */
export async function speak(
  session: InferenceSession,
  { ids, style, noise }: Spoken,
  speed: number,
): Promise<{ waveform: Float32Array; duration: number[] }> {
  const feeds: Record<string, Tensor> = {};
  for (const input of session.inputMetadata) {
    if (!input.isTensor) throw new Error(`${input.name} is not a tensor`);
    feeds[input.name] =
      input.name === 'input_ids'
        ? new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length])
        : input.name === 'speed'
          ? new Tensor('float32', Float32Array.of(speed), [...input.shape].map(Number))
          : input.name === 'noise'
            ? new Tensor('float32', noise.data, noise.dims)
            : new Tensor('float32', style, [1, style.length]);
  }
  const { waveform, duration } = await session.run(feeds);
  if (!waveform || !duration) throw new Error('waveform or duration is missing');
  return { waveform: waveform.data as Float32Array, duration: Array.from(duration.data as BigInt64Array, Number) };
}

/** How a waveform differs from the reference's, in dB. */
export interface Difference {
  logMel: number;
  level: number;
  /** The octave that differs most. */
  octave: number;
}

export function compare(waveform: Float32Array, expected: Float32Array): Difference {
  return {
    logMel: logMelDistance(waveform, expected),
    level: levelDifference(waveform, expected),
    octave: octaveBands(waveform, expected).reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most)),
  };
}

/** The distance of an utterance to the reference, in dB, and its length in samples. */
export interface Distance {
  logMel: number;
  samples: number;
}

/** How far a model with its own noise is from the real checkpoint in PyTorch. The durations must be equal. */
export async function distancesTo(
  at: Reference,
  session: InferenceSession,
  cases: readonly Case[],
): Promise<Distance[]> {
  const distances: Distance[] = [];
  for (const spoken of cases) {
    const expected = await speakReference(at, at.real, spoken);
    const { waveform, duration } = await speak(session, expected, spoken.speed);
    assert.deepEqual(duration, expected.duration, spoken.phonemes);
    const { logMel } = compare(waveform, expected.waveform);
    console.log(`      ${spoken.voice ?? ''} × ${spoken.speed}: log-mel ${logMel.toFixed(3)} dB`);
    distances.push({ logMel, samples: waveform.length });
  }
  return distances;
}

/**
 * The mean distance must be within the limit. Single words vary more, up to two and a half times the limit.
 */
export function assertDistances(distances: readonly Distance[], bound: number): void {
  const total = distances.reduce((sum, { samples }) => sum + samples, 0);
  const mean = distances.reduce((sum, { logMel, samples }) => sum + logMel * (samples / total), 0);
  const most = Math.max(...distances.map(({ logMel }) => logMel));
  console.log(`      log-mel ${mean.toFixed(4)} dB in the mean, ${most.toFixed(3)} dB at most`);
  assert.ok(distances.length > 0 && mean <= bound, `log-mel ${mean.toFixed(3)} dB in the mean`);
  assert.ok(most <= 2.5 * bound, `log-mel ${most.toFixed(3)} dB at most`);
}
