/** jieba's logarithm of probability zero; it is finite, and added like any other. */
const IMPOSSIBLE = -3.14e100;

/** States: a character begins, ends or continues a word, or is a word by itself. */
const B = 0;
const E = 1;
const M = 2;
const S = 3;
const STARTS: readonly number[] = [-0.26268660809250016, IMPOSSIBLE, IMPOSSIBLE, -1.4652633398537678];
/** For each state, its two predecessors with the logarithm of the transition; the first wins ties. */
const BEFORE: readonly (readonly (readonly [number, number])[])[] = [
  [
    [S, -0.7211965654669841],
    [E, -0.5897149736854513],
  ],
  [
    [M, -0.33344856811948514],
    [B, -0.51082562376599],
  ],
  [
    [M, -1.2603623820268226],
    [B, -0.916290731874155],
  ],
  [
    [S, -0.6658631448798212],
    [E, -0.8085250474669937],
  ],
];

/** jieba's hidden Markov model of words, which finds words that the dictionary lacks. */
export class WordModel {
  readonly #rows = new Map<number, number>();
  readonly #emissions: Float32Array;

  /** @param emissions four log probabilities per character, for the states B, E, M and S; 0 stands for none */
  constructor(chars: Uint16Array, emissions: Float32Array) {
    chars.forEach((char, row) => this.#rows.set(char, row));
    this.#emissions = emissions;
  }

  /** Splits a non-empty stretch of Chinese characters into words. */
  *cut(text: string): Generator<string> {
    let begin = 0;
    let next = 0;
    const states = this.#states(text);
    for (let i = 0; i < text.length; i++) {
      const state = states[i];
      if (state === B) begin = i;
      else if (state === E || state === S) {
        yield text.slice(state === E ? begin : i, i + 1);
        next = i + 1;
      }
    }
    if (next < text.length) yield text.slice(next);
  }

  /** Viterbi's algorithm; the later letter wins ties. */
  #states(text: string): Uint8Array {
    const before = new Uint8Array(text.length * 4);
    let scores = STARTS.map((start, state) => start + this.#emission(text.charCodeAt(0), state));
    for (let i = 1; i < text.length; i++) {
      const char = text.charCodeAt(i);
      const previous = scores;
      scores = BEFORE.map((candidates, state) => {
        const emission = this.#emission(char, state);
        let best = -Infinity;
        for (const [from, transition] of candidates) {
          const score = (previous[from] ?? 0) + transition + emission;
          if (score > best) {
            best = score;
            before[i * 4 + state] = from;
          }
        }
        return best;
      });
    }
    const states = new Uint8Array(text.length);
    let state = (scores[S] ?? 0) >= (scores[E] ?? 0) ? S : E;
    for (let i = text.length - 1; i >= 0; i--) {
      states[i] = state;
      state = before[i * 4 + state] ?? 0;
    }
    return states;
  }

  #emission(char: number, state: number): number {
    const row = this.#rows.get(char);
    return (row === undefined ? 0 : (this.#emissions[row * 4 + state] ?? 0)) || IMPOSSIBLE;
  }
}

/** The parameters of the model of tagged words. */
export interface TaggedTables {
  /** A position in the word (B, E, M or S) followed by a part of speech; sorted. */
  states: readonly string[];
  starts: Float64Array;
  /** The possible transitions, sorted by target state, then by source state. */
  from: Uint8Array;
  to: Uint8Array;
  transitions: Float64Array;
  chars: Uint16Array;
  /** How many rows of the emission columns each character has. */
  counts: Uint16Array;
  emissionStates: Uint8Array;
  /** 1 where jieba's table lists the state for the character. */
  emissionPossible: Uint8Array;
  /** Log probabilities; 1 stands for none. */
  emissions: Float32Array;
}

/** A word and its part of speech (jieba's tags). */
export interface TaggedWord {
  word: string;
  tag: string;
}

/** jieba's hidden Markov model of words and their parts of speech. */
export class TaggedModel {
  readonly #tables: TaggedTables;
  readonly #all: readonly number[];
  /** Index of the first transition into each state, plus a final end index. */
  readonly #transitionsTo: Uint32Array;
  readonly #leadsOn: Uint8Array;
  /** The emission rows of each character, as [start, end). */
  readonly #rows = new Map<number, readonly [number, number]>();

  constructor(tables: TaggedTables) {
    this.#tables = tables;
    const count = tables.states.length;
    this.#all = Array.from({ length: count }, (_, state) => state);
    this.#transitionsTo = new Uint32Array(count + 1);
    for (const state of tables.to) this.#transitionsTo[state + 1] = (this.#transitionsTo[state + 1] ?? 0) + 1;
    for (let i = 1; i <= count; i++) {
      this.#transitionsTo[i] = (this.#transitionsTo[i] ?? 0) + (this.#transitionsTo[i - 1] ?? 0);
    }
    this.#leadsOn = new Uint8Array(count);
    for (const state of tables.from) this.#leadsOn[state] = 1;
    let row = 0;
    tables.chars.forEach((char, i) => {
      const end = row + (tables.counts[i] ?? 0);
      this.#rows.set(char, [row, end]);
      row = end;
    });
  }

  /** Splits a non-empty stretch of Chinese characters into words. */
  *cut(text: string): Generator<TaggedWord> {
    const states = this.#states(text).map((state) => this.#tables.states[state] ?? 'Sx');
    let begin = 0;
    let next = 0;
    for (const [i, state] of states.entries()) {
      const place = state[0];
      if (place === 'B') begin = i;
      else if (place === 'E' || place === 'S') {
        yield { word: text.slice(place === 'E' ? begin : i, i + 1), tag: state.slice(1) };
        next = i + 1;
      }
    }
    if (next < text.length) yield { word: text.slice(next), tag: states[next]?.slice(1) ?? 'x' };
  }

  /** Viterbi's algorithm over the possible states of each character; the later state wins ties. */
  #states(text: string): number[] {
    const { from, starts, transitions } = this.#tables;
    const count = this.#all.length;
    const before = new Uint8Array(text.length * count);
    let scores = new Float64Array(count);
    let active = this.#possible(text.charCodeAt(0)) ?? this.#all;
    let emissions = this.#emissionsOf(text.charCodeAt(0));
    for (const state of active) scores[state] = (starts[state] ?? 0) + (emissions[state] ?? 0);
    const isPrevious = new Uint8Array(count);
    for (let i = 1; i < text.length; i++) {
      const char = text.charCodeAt(i);
      const previous = active.filter((state) => this.#leadsOn[state]);
      isPrevious.fill(0);
      for (const state of previous) isPrevious[state] = 1;
      emissions = this.#emissionsOf(char);
      const reached = (states: readonly number[]): number[] =>
        states.filter((state) => {
          const end = this.#transitionsTo[state + 1] ?? 0;
          for (let t = this.#transitionsTo[state] ?? 0; t < end; t++) if (isPrevious[from[t] ?? 0]) return true;
          return false;
        });
      active = reached(this.#possible(char) ?? this.#all);
      if (active.length === 0) active = reached(this.#all);
      if (active.length === 0) active = [...this.#all];
      const next = new Float64Array(count);
      for (const state of active) {
        let best = -Infinity;
        let bestFrom = previous.at(-1) ?? 0;
        const end = this.#transitionsTo[state + 1] ?? 0;
        for (let t = this.#transitionsTo[state] ?? 0; t < end; t++) {
          const origin = from[t] ?? 0;
          if (!isPrevious[origin]) continue;
          const score = (scores[origin] ?? 0) + (transitions[t] ?? 0) + (emissions[state] ?? 0);
          if (score >= best) {
            best = score;
            bestFrom = origin;
          }
        }
        next[state] = best;
        before[i * count + state] = bestFrom;
      }
      scores = next;
    }
    let last = active[0] ?? 0;
    for (const state of active) if ((scores[state] ?? 0) >= (scores[last] ?? 0)) last = state;
    const states = new Array<number>(text.length);
    for (let i = text.length - 1; i >= 0; i--) {
      states[i] = last;
      last = before[i * count + last] ?? 0;
    }
    return states;
  }

  /** The states that jieba's table lists for the character, or undefined if it lists none. */
  #possible(char: number): number[] | undefined {
    const rows = this.#rows.get(char);
    if (rows === undefined) return undefined;
    const states: number[] = [];
    for (let row = rows[0]; row < rows[1]; row++) {
      if (this.#tables.emissionPossible[row]) states.push(this.#tables.emissionStates[row] ?? 0);
    }
    return states.length > 0 ? states : undefined;
  }

  readonly #emissions = new Float64Array(256);

  /** The log probability of the character in each state. The next call overwrites the array. */
  #emissionsOf(char: number): Float64Array {
    this.#emissions.fill(IMPOSSIBLE);
    const rows = this.#rows.get(char);
    for (let row = rows?.[0] ?? 0; row < (rows?.[1] ?? 0); row++) {
      const value = this.#tables.emissions[row] ?? 1;
      if (value <= 0) this.#emissions[this.#tables.emissionStates[row] ?? 0] = value;
    }
    return this.#emissions;
  }
}
