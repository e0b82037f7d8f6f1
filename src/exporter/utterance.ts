/** What is said to see what the network's inner numbers are like. */
export interface Utterance {
  /** Phoneme ids between two zeros. */
  ids: readonly number[];
  /** A row of a voice pack. */
  style: Float32Array;
}
