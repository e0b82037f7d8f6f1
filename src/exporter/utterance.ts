/** An input for calibration and measurements. */
export interface Utterance {
  /** Phoneme ids, with a zero at both ends. */
  ids: readonly number[];
  /** One row of a voice pack. */
  style: Float32Array;
}
