/** Facts of the Kokoro-82M network that several programs rely on. */

/** Samples of sound per second; mono. */
export const SAMPLE_RATE = 24_000;
/** Samples of a frame, the unit of the model's durations: 1/40 s. */
export const FRAME_SAMPLES = 600;
/** The longest duration of a phoneme at speed 1, in frames. */
export const MAX_PHONEME_FRAMES = 50;
/** Phonemes in one input: the context of 512 ids less the two boundaries. */
export const MAX_PHONEMES = 510;
/** Sines that the source mixes, the fundamental and eight overtones; each has a noise of its own. */
export const HARMONICS = 9;

/** The names that exports give to inputs and outputs: hexgrad's, kokoro-onnx's and kokoro-js's, in any mixture. */
export const TENSOR_NAMES = {
  ids: ['input_ids', 'tokens'],
  style: ['ref_s', 'style'],
  speed: ['speed'],
  /** Noise from outside, where the graph does not draw its own. */
  noise: ['noise'],
  audio: ['waveform', 'audio'],
  /** Frames of each id; older exports have no such output. */
  duration: ['duration', 'durations', 'pred_dur'],
} as const satisfies Record<string, readonly string[]>;
