// An averaged perceptron with named features.
import type { Weights } from './linear.mts';

/** A multi-class classifier (Freund and Schapire 1999) that averages its weights over all steps. */
export class AveragedPerceptron {
  readonly classes: number;
  readonly #rows = new Map<string, number>();
  readonly #weights: Float32Array;
  /** For each weight, its sum over all steps up to `#since`. */
  readonly #totals: Float64Array;
  readonly #since: Uint32Array;
  #step = 0;

  /** @param seen the features of all training examples; features that occur fewer than `least` times are ignored */
  constructor(classes: number, seen: Iterable<readonly string[]>, least: number) {
    const counts = new Map<string, number>();
    for (const features of seen) for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    for (const [feature, count] of counts) if (count >= least) this.#rows.set(feature, this.#rows.size * classes);
    this.classes = classes;
    this.#weights = new Float32Array(classes * this.#rows.size);
    this.#totals = new Float64Array(classes * this.#rows.size);
    this.#since = new Uint32Array(classes * this.#rows.size);
  }

  score(features: readonly string[]): Float64Array {
    const scores = new Float64Array(this.classes);
    for (const feature of features) {
      const row = this.#rows.get(feature);
      if (row === undefined) continue;
      for (let i = 0; i < this.classes; i++) scores[i]! += this.#weights[row + i]!;
    }
    return scores;
  }

  /** Moves the weights towards `right` and away from `wrong`; if both are the same, only counts the step. */
  learn(features: readonly string[], right: number, wrong: number): void {
    this.#step++;
    if (right === wrong) return;
    for (const feature of features) {
      const row = this.#rows.get(feature);
      if (row === undefined) continue;
      this.#add(row + right, 1);
      this.#add(row + wrong, -1);
    }
  }

  averaged(): Weights {
    const all = this.#weights.map(
      (weight, at) => (this.#totals[at]! + (this.#step - this.#since[at]!) * weight) / Math.max(1, this.#step),
    );
    return new Map([...this.#rows].map(([feature, row]) => [feature, all.subarray(row, row + this.classes)]));
  }

  #add(at: number, change: number): void {
    this.#totals[at]! += (this.#step - this.#since[at]!) * this.#weights[at]!;
    this.#since[at] = this.#step;
    this.#weights[at]! += change;
  }
}
