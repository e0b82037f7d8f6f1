/**
 * The model in two graphs. The first, PROSODY, runs once for a whole sentence and gives everything that is intonation;
 * the second, SOUND, turns any window of its result into samples. A window needs a margin on both sides, because the
 * sound of a step depends on its neighbours, and is otherwise independent of the rest of the sentence: the AdaIN
 * statistics of the whole sentence, which the generator would have to see the whole sentence for, are predicted by
 * PROSODY.
 *
 * PROSODY: `input_ids` int64 `[1, T]` (zeros at both ends), `style` float32 `[1, 256]`, `speed` float32 `[1]` →
 *   - `duration` int64 `[T]`: frames of each id (1/40 s), as in the single graph;
 *   - `steps` float32 `[2F, S]`: for each step of 1/80 s (two to a frame; F is the sum of the durations), in one row,
 *     all that its sound is made from: the generator's input, the pitch, the phases and the noise. S does not matter
 *     to callers: a window of steps is a range of rows, contiguous in memory;
 *   - further outputs, constant for the sentence, each of which is an input of SOUND under the same name.
 *
 * SOUND: `steps` float32 `[W, S]`, and the constants → `waveform` float32 `[300 · W]`.
 *
 * A caller that wants the samples of steps `from` to `to` (exclusive) of a sentence of N steps passes the rows
 * `max(0, from - MARGIN_STEPS)` to `min(N, to + MARGIN_STEPS)`, and drops the samples of the steps that it did not ask
 * for: STEP_SAMPLES each. At the ends of a sentence there is no margin.
 */
export const SPLIT_FILES = { prosody: 'prosody.onnx', sound: 'sound.onnx' } as const;

/** The names that callers use; other inputs of SOUND are passed on from the output of PROSODY with the same name. */
export const SPLIT_NAMES = {
  ids: 'input_ids',
  style: 'style',
  speed: 'speed',
  duration: 'duration',
  steps: 'steps',
  audio: 'waveform',
} as const;

/** Samples of a step. */
export const STEP_SAMPLES = 300;
/** Steps of a frame, the unit of durations. */
export const FRAME_STEPS = 2;
/** Steps of margin that a window needs on each side: 50 ms. */
export const MARGIN_STEPS = 4;

/**
 * Metadata of both files: which part a file is ('prosody' or 'sound'), and a text that is the same in two files that
 * belong together. PROSODY has the metadata of the single graph as well (vocabulary, configuration).
 */
export const SPLIT_METADATA = { part: 'kokoro.part', pair: 'kokoro.pair' } as const;
