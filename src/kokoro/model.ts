/** Facts about the Kokoro-82M network that the engine, the exporter and others share. */

/** Samples per second; mono. */
export const SAMPLE_RATE = 24_000;
/** Samples per frame, the unit of the model's durations: 1/40 s. */
export const FRAME_SAMPLES = 600;
/** The longest duration of a phoneme at speed 1, in frames. */
export const MAX_PHONEME_FRAMES = 50;
/** The most phonemes in one input: a context of 512 ids minus two boundaries. */
export const MAX_PHONEMES = 510;
/** Sines that the source mixes: the fundamental and eight overtones, each with its own noise. */
export const HARMONICS = 9;

/** Input and output names in exports by hexgrad, kokoro-onnx and kokoro-js; an export may mix them. */
export const TENSOR_NAMES = {
  ids: ['input_ids', 'tokens'],
  style: ['ref_s', 'style'],
  speed: ['speed'],
  /** Present where the graph does not generate its own noise. */
  noise: ['noise'],
  audio: ['waveform', 'audio'],
  /** Frames per id; older exports lack this output. */
  duration: ['duration', 'durations', 'pred_dur'],
} as const satisfies Record<string, readonly string[]>;

/** Phonemes in a second of speech at the voice's normal speed, about. */
export const PHONEMES_PER_SECOND = 15;
/** Silence around each utterance that the model makes, too, and that is trimmed, s, about. */
export const SILENCE_SECONDS = 0.7;
