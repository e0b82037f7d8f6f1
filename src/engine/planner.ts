import type { PhonemeSegment } from '../language/language';

/** How well speech can be cut after a run that ends with this character; higher is better. */
const CUT_AFTER: Readonly<Record<string, number>> = {
  '.': 4,
  '!': 4,
  '?': 4,
  '…': 3.5,
  ';': 3.5,
  ':': 3,
  '—': 3,
  ',': 2.5,
  ')': 2,
  '”': 2, // prettier-ignore
};
/** The same before a run that starts a phrase, and at any other space. */
const CUT_BEFORE_PHRASE = 2;
const CUT_AT_SPACE = 1;
/** And after a word that leans on the next one ("the", "on", "was"). */
const CUT_AFTER_PROCLITIC = 0.3;
/** A cut inside a word: only where nothing else is left. */
const CUT_IN_WORD = 0;

/** A run with what the planner needs to know of its place. */
export interface PlannedSegment extends PhonemeSegment {
  /** True for a word that begins a phrase ("and …", "the …"): a short breath before it is natural, after it is not. */
  startsPhrase: boolean;
}

/** Length of runs said together, in phoneme characters with the spaces between them. */
export function phonemeLength(runs: readonly PhonemeSegment[]): number {
  return runs.reduce((sum, run, i) => sum + run.phonemes.length + (run.spaceBefore && i > 0 ? 1 : 0), 0);
}

/**
 * Cuts the next utterance off a sentence: of at most `limit` phonemes, so that what follows can be cut as evenly as the
 * places to breathe allow. Nothing is dropped; only a single word may be longer than `limit`, up to `MAX_PHONEMES`.
 * @returns the utterance and the rest, which is empty when all fits into one
 */
export function cutUtterance(runs: readonly PlannedSegment[], limit: number): [PlannedSegment[], PlannedSegment[]] {
  const whole = runs.flatMap((run) => splitLongSegment(run, Math.max(limit, LONGEST_SEGMENT)));
  const length = phonemeLength(whole);
  if (length <= limit) return [whole, []];
  const ideal = length / Math.ceil(length / limit);
  const cut = bestCut(whole, ideal / 2, ideal, limit);
  return [whole.slice(0, cut), whole.slice(cut)];
}

/** A longer run, several words or none that people say, may be cut. */
const LONGEST_SEGMENT = 60;

/**
 * Shortest, best and greatest length of a first clause, in phonemes: 0.7, 1.2 and 1.5 s of speech. Below that, time is
 * hardly won: the model makes 0.7 s of silence around whatever it says.
 */
const FIRST_MIN = 10;
const FIRST_IDEAL = 19;
const FIRST_MAX = 24;
/** A sentence up to this length is not cut for the sake of an early start. */
const FIRST_WHOLE = 32;

/**
 * Cuts a short first clause off the first sentence of a reading, so that sound starts early.
 * @returns the clause and the rest; the rest is empty when the sentence is short enough as it is
 */
export function cutFirstClause(runs: readonly PlannedSegment[]): [PlannedSegment[], PlannedSegment[]] {
  const short = runs.flatMap((run) => splitLongSegment(run, FIRST_MAX));
  if (phonemeLength(short) <= FIRST_WHOLE) return [short, []];
  const cut = bestCut(short, FIRST_MIN, FIRST_IDEAL, FIRST_MAX);
  return [short.slice(0, cut), short.slice(cut)];
}

/**
 * Where to cut: the number of runs before the best cut with a length from `min` to `max`, near `ideal`.
 * Being off by the whole ideal length costs as much as the step from a comma to a bare space.
 */
function bestCut(runs: readonly PlannedSegment[], min: number, ideal: number, max: number): number {
  let best = 1;
  let bestScore = -Infinity;
  let length = 0;
  for (let i = 0; i < runs.length - 1; i++) {
    const run = runs[i];
    const next = runs[i + 1];
    if (run === undefined || next === undefined) break;
    length += run.phonemes.length + (run.spaceBefore && i > 0 ? 1 : 0);
    if (length > max) break;
    const score = cutQuality(run, next) - (1.5 * Math.abs(length - ideal)) / ideal - (length < min ? 2 : 0);
    if (score > bestScore) [best, bestScore] = [i + 1, score];
  }
  return best;
}

function cutQuality(before: PlannedSegment, after: PlannedSegment): number {
  const mark = before.phonemes.at(-1) ?? '';
  // Punctuation clings to what it follows: ".”" is cut after the quotation mark.
  if (!after.spaceBefore && (CUT_AFTER[after.phonemes.at(-1) ?? ''] ?? 0) > 0) return CUT_IN_WORD;
  const punctuation = CUT_AFTER[mark];
  if (punctuation !== undefined) return punctuation;
  if (before.startsPhrase || before.proclitic === true) return CUT_AFTER_PROCLITIC;
  if (after.startsPhrase) return CUT_BEFORE_PHRASE;
  return after.spaceBefore ? CUT_AT_SPACE : CUT_IN_WORD;
}

/** Speech that the model makes in a second at speed 1, and the silence around each utterance that is cut off again, s. */
const PHONEMES_PER_SECOND = 15;
const SILENCE_SECONDS = 0.7;
/** Seconds that the model takes for a second of speech on a slow machine: two cores without fast INT8. */
const REAL_TIME_FACTOR = 0.5;
/** Sentences in shorter pieces sound chopped, and are understood less well; a moment of silence is better. */
const LEAST_PHONEMES = 60;

/** How far a reading is ahead of the listener, estimated: from it follows how long the next utterance may take. */
export class PlaybackBuffer {
  readonly #speed: number;
  #seconds = 0;
  #started = false;

  constructor(speed: number) {
    this.#speed = speed;
  }

  /** False until the first utterance has been made. */
  get started(): boolean {
    return this.#started;
  }

  /** An utterance of so many phonemes has been made, with a sound of so many seconds, its pause included. */
  add(phonemes: number, seconds: number): void {
    const cost = REAL_TIME_FACTOR * (phonemes / PHONEMES_PER_SECOND / this.#speed + SILENCE_SECONDS);
    this.#seconds = Math.max(0, this.#seconds - cost) + seconds;
    this.#started = true;
  }

  /** Most phonemes of an utterance that is ready before the listener has heard all there is; at most `limit`. */
  limit(limit: number): number {
    const ready = (this.#seconds / REAL_TIME_FACTOR - SILENCE_SECONDS) * PHONEMES_PER_SECOND * this.#speed;
    return Math.min(limit, Math.max(LEAST_PHONEMES, Math.floor(ready)));
  }
}

/** Cuts a run that is longer than `limit` at its spaces, or anywhere; its source range is shared out by length. */
function splitLongSegment(run: PlannedSegment, limit: number): PlannedSegment[] {
  if (run.phonemes.length <= limit) return [run];
  const parts: PlannedSegment[] = [];
  const scale = (run.end - run.start) / run.phonemes.length;
  for (let at = 0; at < run.phonemes.length;) {
    const afterSpace = run.phonemes[at] === ' ';
    const from = afterSpace ? at + 1 : at;
    let to = Math.min(from + limit, run.phonemes.length);
    const space = to < run.phonemes.length ? run.phonemes.lastIndexOf(' ', to) : -1;
    if (space > from) to = space;
    parts.push({
      phonemes: run.phonemes.slice(from, to),
      start: Math.round(run.start + at * scale),
      end: Math.round(run.start + to * scale),
      spaceBefore: at === 0 ? run.spaceBefore : afterSpace,
      startsPhrase: at === 0 && run.startsPhrase,
    });
    at = to;
  }
  return parts;
}
