import { Limiter, normalizingGain } from './normalize';
import { readWav } from './wav';

/** Seconds of a piece: short, as some encoders work in this thread. */
const PIECE_SECONDS = 1;

/** The samples of recordings (files of `WavWriter`), one after the other. */
export async function* recordedSound(wavs: readonly string[]): AsyncGenerator<Float32Array, void, void> {
  for (const wav of wavs) yield* readWav(wav, PIECE_SECONDS);
}

/** The same, brought to a loudness in LUFS. */
export async function* normalizedSound(
  wavs: readonly string[],
  loudness: number,
): AsyncGenerator<Float32Array, void, void> {
  const limiter = new Limiter(await normalizingGain(() => recordedSound(wavs), loudness));
  for await (const samples of recordedSound(wavs)) yield limiter.push(samples);
  yield limiter.end();
}
