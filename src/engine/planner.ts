import { joinSegments, type Language, type PhonemeSegment } from '../language/language';

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
  return segments.reduce((sum, segment, i) => sum + addedLength(segment, i), 0);
}

/** What a segment adds to the length of those before it, whose number is `index`. */
function addedLength({ phonemes, spaceBefore }: PhonemeSegment, index: number): number {
  return phonemes.length + (spaceBefore && index > 0 ? 1 : 0);
}

/** A part of a sentence that the model says in one run. */
export interface Piece {
  /** What the model is given. */
  segments: readonly PlannedSegment[];
  /** The first segment that is heard, and the one after the last; the others only lead the voice in and out. */
  from: number;
  to: number;
}

/** Longer segments are several words, or not words at all, and may be cut. */
const LONGEST_SEGMENT = 60;
/** Phonemes that lead the voice in or out where a sentence is cut without a mark: some two seconds of speech. */
const CONTEXT = 30;

/**
 * Cuts a sentence into pieces of at most `limit` phonemes, at marks; one that fits is not cut. Where there is no mark
 * in reach, neighbouring pieces overlap, so that the voice neither slows down nor falls before the cut. Nothing is
 * dropped; only a single word may be longer than `limit`, up to `MAX_PHONEMES`.
 */
export function cutSentence(sentence: readonly PlannedSegment[], limit: number): Piece[] {
  const segments = sentence.flatMap((segment) => splitLongSegment(segment, Math.max(limit, LONGEST_SEGMENT)));
  const context = Math.min(CONTEXT, limit / 6);
  const pieces: Piece[] = [];
  let from = 0;
  let left = phonemeLength(segments);
  let leadIn: readonly PlannedSegment[] = [];
  while (from < segments.length) {
    const rest = segments.slice(from);
    let count = rest.length;
    let leadOut: readonly PlannedSegment[] = [];
    if (left > limit - phonemeLength(leadIn)) {
      count = markBefore(rest, left, limit - phonemeLength(leadIn));
      if (count === 0) {
        count = cutUtterance(rest, limit - 2 * context)[0].length;
        leadOut = within(rest.slice(count), context);
      }
    }
    const said = rest.slice(0, count);
    pieces.push({
      segments: [...leadIn, ...said, ...leadOut],
      from: leadIn.length,
      to: leadIn.length + count,
    });
    leadIn = leadOut.length > 0 ? within(said.toReversed(), context).toReversed() : [];
    from += count;
    left -= phonemeLength(said);
  }
  return pieces;
}

/**
 * Cuts the shortest piece of at least `least` phonemes off a sentence, at a mark, for an early start.
 * @returns the number of its segments; 0 if the sentence has no mark there
 */
export function earlyCut(sentence: readonly PlannedSegment[], least: number): number {
  let length = 0;
  for (const [i, segment] of sentence.entries()) {
    if (i > 0 && length >= least && endsPhrase(sentence, i)) return i;
    length += addedLength(segment, i);
  }
  return 0;
}

/** The first segments, as many as fit into `limit` phonemes. */
function within(segments: readonly PlannedSegment[], limit: number): readonly PlannedSegment[] {
  let count = 0;
  while (count < segments.length && phonemeLength(segments.slice(0, count + 1)) <= limit) count++;
  return segments.slice(0, count);
}

/** The number of segments before the best mark in the first `limit` of `length` phonemes; 0 if there is none. */
function markBefore(segments: readonly PlannedSegment[], length: number, limit: number): number {
  const ideal = length / Math.ceil(length / limit);
  return bestCut(segments, { min: ideal / 2, ideal, max: limit }, (count) => endsPhrase(segments, count));
}

/** Whether a mark ends a phrase before the segment with the index `count`. */
function endsPhrase(segments: readonly PlannedSegment[], count: number): boolean {
  return !isClosing(segments[count]) && END_MARK.test(joinSegments(segments.slice(Math.max(0, count - 4), count)));
}

/** The mark at the end of a phrase: the voice slows down before it, and pauses. */
export const END_MARK = /[.!?…;:,—]["”)]*$/;

/**
 * Cuts the beginning of at most `limit` phonemes off a sentence so that the rest can be cut as evenly as its natural
 * pauses allow. Only a single word may be longer than `limit`, up to `MAX_PHONEMES`.
 * @returns the beginning and the rest, which is empty when the whole sentence fits
 */
export function cutUtterance(segments: readonly PlannedSegment[], limit: number): [PlannedSegment[], PlannedSegment[]] {
  const whole = segments.flatMap((segment) => splitLongSegment(segment, Math.max(limit, LONGEST_SEGMENT)));
  const length = phonemeLength(whole);
  if (length <= limit) return [whole, []];
  const ideal = length / Math.ceil(length / limit);
  const cut = Math.max(1, bestCut(whole, { min: ideal / 2, ideal, max: limit }));
  return [whole.slice(0, cut), whole.slice(cut)];
}

/**
 * The number of segments before the best cut with a length from `min` to `max`, close to `ideal`; 0 if `isAllowed` (given
 * that number) refuses all. A deviation by the ideal length costs as much as the difference between a comma and a bare
 * space.
 */
function bestCut(
  segments: readonly PlannedSegment[],
  { min, ideal, max }: { min: number; ideal: number; max: number },
  isAllowed: (count: number) => boolean = () => true,
): number {
  let best = 0;
  let bestScore = -Infinity;
  let length = 0;
  for (let i = 0; i < segments.length - 1; i++) {
    const segment = segments[i];
    const next = segments[i + 1];
    if (segment === undefined || next === undefined) break;
    length += addedLength(segment, i);
    if (length > max) break;
    if (!isAllowed(i + 1)) continue;
    const score = cutQuality(segment, next) - (1.5 * Math.abs(length - ideal)) / ideal - (length < min ? 2 : 0);
    if (score > bestScore) [best, bestScore] = [i + 1, score];
  }
  return best;
}

function cutQuality(before: PlannedSegment, after: PlannedSegment): number {
  const mark = before.phonemes.at(-1) ?? '';
  if (isClosing(after)) return CUT_IN_WORD;
  const punctuation = CUT_AFTER[mark];
  if (punctuation !== undefined) return punctuation;
  if (before.startsPhrase || before.proclitic === true) return CUT_AFTER_PROCLITIC;
  if (after.startsPhrase) return CUT_BEFORE_PHRASE;
  return after.spaceBefore ? CUT_AT_SPACE : CUT_IN_WORD;
}

/** Whether it is a mark that stays with what it follows: ".”" is cut after the quotation mark. */
function isClosing(segment: PlannedSegment | undefined): boolean {
  return segment?.spaceBefore === false && (CUT_AFTER[segment.phonemes.at(-1) ?? ''] ?? 0) > 0;
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
