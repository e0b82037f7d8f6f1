import type { Language, PhonemeSegment } from '../language/language';

/**
 * Phonemes of one utterance: about six seconds. Longer ones sound rushed, delay a stop, and each second
 * costs 17 MB of activations.
 */
export const UTTERANCE_PHONEMES = 90;

/** How good a cut is after a segment that ends with this character; higher is better. */
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
/** The same before a segment that starts a phrase, and at any other space. */
const CUT_BEFORE_PHRASE = 2;
const CUT_AT_SPACE = 1;
/** The same after a proclitic, a word that is spoken as one with the next ("the", "on", "was"). */
const CUT_AFTER_PROCLITIC = 0.3;
/** The same inside a word: a last resort. */
const CUT_IN_WORD = 0;

/** A segment and its position in a phrase. */
export interface PlannedSegment extends PhonemeSegment {
  /** The word begins a phrase ("and …", "the …"): a short breath sounds natural before it, but not after it. */
  startsPhrase: boolean;
}

/** Marks the segments of a sentence that begin a phrase. */
export function planSegments(
  segments: readonly PhonemeSegment[],
  sentence: string,
  { phraseBoundaryWords }: Pick<Language, 'phraseBoundaryWords'>,
): PlannedSegment[] {
  return segments.map((segment) => ({
    ...segment,
    startsPhrase: phraseBoundaryWords.has(sentence.slice(segment.start, segment.end).toLowerCase()),
  }));
}

/** Length of joined segments in phoneme characters, including the spaces between them. */
export function phonemeLength(segments: readonly PhonemeSegment[]): number {
  return segments.reduce(
    (sum, segment, i) => sum + segment.phonemes.length + (segment.spaceBefore && i > 0 ? 1 : 0),
    0,
  );
}

/**
 * Cuts the next utterance of at most `limit` phonemes off a sentence, such that the rest can be cut as evenly as its
 * natural pauses allow. Nothing is dropped; only a single word may be longer than `limit`, up to `MAX_PHONEMES`.
 * @returns the utterance and the rest, which is empty when the whole sentence fits
 */
export function cutUtterance(segments: readonly PlannedSegment[], limit: number): [PlannedSegment[], PlannedSegment[]] {
  const whole = segments.flatMap((segment) => splitLongSegment(segment, Math.max(limit, LONGEST_SEGMENT)));
  const length = phonemeLength(whole);
  if (length <= limit) return [whole, []];
  const ideal = length / Math.ceil(length / limit);
  const cut = bestCut(whole, ideal / 2, ideal, limit);
  return [whole.slice(0, cut), whole.slice(cut)];
}

/** Longer segments are several words, or not words at all, and may be cut. */
const LONGEST_SEGMENT = 60;

/**
 * Minimum, ideal and maximum length of a first clause, in phonemes: 0.7, 1.2 and 1.5 s of speech. Shorter ones
 * hardly save time, as the model adds 0.7 s of silence to any utterance.
 */
const FIRST_MIN = 10;
const FIRST_IDEAL = 19;
const FIRST_MAX = 24;
/** A sentence up to this length is not cut for an early start. */
const FIRST_WHOLE = 32;

/**
 * Cuts a short first clause off the first sentence of a reading, for an early start.
 * @returns the clause and the rest, which is empty when the whole sentence is short enough
 */
export function cutFirstClause(segments: readonly PlannedSegment[]): [PlannedSegment[], PlannedSegment[]] {
  const short = segments.flatMap((segment) => splitLongSegment(segment, FIRST_MAX));
  if (phonemeLength(short) <= FIRST_WHOLE) return [short, []];
  const cut = bestCut(short, FIRST_MIN, FIRST_IDEAL, FIRST_MAX);
  return [short.slice(0, cut), short.slice(cut)];
}

/**
 * The number of segments before the best cut with a length from `min` to `max`, close to `ideal`. A deviation by the
 * ideal length costs as much as the difference between a comma and a bare space.
 */
function bestCut(segments: readonly PlannedSegment[], min: number, ideal: number, max: number): number {
  let best = 1;
  let bestScore = -Infinity;
  let length = 0;
  for (let i = 0; i < segments.length - 1; i++) {
    const segment = segments[i];
    const next = segments[i + 1];
    if (segment === undefined || next === undefined) break;
    length += segment.phonemes.length + (segment.spaceBefore && i > 0 ? 1 : 0);
    if (length > max) break;
    const score = cutQuality(segment, next) - (1.5 * Math.abs(length - ideal)) / ideal - (length < min ? 2 : 0);
    if (score > bestScore) [best, bestScore] = [i + 1, score];
  }
  return best;
}

function cutQuality(before: PlannedSegment, after: PlannedSegment): number {
  const mark = before.phonemes.at(-1) ?? '';
  // Punctuation stays with what it follows: ".”" is cut after the quotation mark.
  if (!after.spaceBefore && (CUT_AFTER[after.phonemes.at(-1) ?? ''] ?? 0) > 0) return CUT_IN_WORD;
  const punctuation = CUT_AFTER[mark];
  if (punctuation !== undefined) return punctuation;
  if (before.startsPhrase || before.proclitic === true) return CUT_AFTER_PROCLITIC;
  if (after.startsPhrase) return CUT_BEFORE_PHRASE;
  return after.spaceBefore ? CUT_AT_SPACE : CUT_IN_WORD;
}

/** Phonemes in a second of speech as the model makes it, and the silence around each utterance that is trimmed, s. */
const PHONEMES_PER_SECOND = 15;
const SILENCE_SECONDS = 0.7;
/**
 * Real-time factor of the model on a slow machine: two cores without fast INT8. It is not measured, so that a text is
 * always cut in the same way and its audio is found in the cache.
 */
const REAL_TIME_FACTOR = 0.5;
/** Shorter utterances sound choppy and are harder to understand than a moment of silence. */
const LEAST_PHONEMES = 60;

/** Estimates how much audio a listener has buffered, and from that how long the next utterance may be. */
export class PlaybackBuffer {
  #seconds = 0;
  #started = false;

  /** Whether the first utterance has been generated. */
  get started(): boolean {
    return this.#started;
  }

  /** Adds an utterance. @param seconds of audio that are heard, the pause included */
  add(phonemes: number, seconds: number): void {
    const cost = REAL_TIME_FACTOR * (phonemes / PHONEMES_PER_SECOND + SILENCE_SECONDS);
    this.#seconds = Math.max(0, this.#seconds - cost) + seconds;
    this.#started = true;
  }

  /** Maximum number of phonemes that can be generated before the buffer is empty; at most `limit`. */
  limit(limit: number): number {
    const ready = (this.#seconds / REAL_TIME_FACTOR - SILENCE_SECONDS) * PHONEMES_PER_SECOND;
    return Math.min(limit, Math.max(LEAST_PHONEMES, Math.floor(ready)));
  }
}

/** Cuts a segment longer than `limit` at spaces, else anywhere; divides its source range in proportion. */
function splitLongSegment(segment: PlannedSegment, limit: number): PlannedSegment[] {
  if (segment.phonemes.length <= limit) return [segment];
  const parts: PlannedSegment[] = [];
  const scale = (segment.end - segment.start) / segment.phonemes.length;
  for (let at = 0; at < segment.phonemes.length;) {
    const afterSpace = segment.phonemes[at] === ' ';
    const from = afterSpace ? at + 1 : at;
    let to = Math.min(from + limit, segment.phonemes.length);
    const space = to < segment.phonemes.length ? segment.phonemes.lastIndexOf(' ', to) : -1;
    if (space > from) to = space;
    parts.push({
      phonemes: segment.phonemes.slice(from, to),
      start: Math.round(segment.start + at * scale),
      end: Math.round(segment.start + to * scale),
      spaceBefore: at === 0 ? segment.spaceBefore : afterSpace,
      startsPhrase: at === 0 && segment.startsPhrase,
    });
    at = to;
  }
  return parts;
}
