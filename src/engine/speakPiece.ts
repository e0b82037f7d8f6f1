import { setImmediate as nextTurn } from 'node:timers/promises';
import { KokoroError } from '../common/errors';
import type { SourceRange } from '../common/range';
import type { MappedText } from '../document/mappedText';
import { FRAME_SAMPLES, SAMPLE_RATE } from '../kokoro/model';
import type { SpokenWord } from '../kokoro/speechChunk';
import { toIds } from '../kokoro/vocabulary';
import { joinSegments, type PhonemeSegment } from '../language/language';
import type { EarlyUtterance } from './cachedModel';
import { CROSS_FADE, earlyEnd, joinAt } from './earlyPart';
import type { Piece } from './planner';
import type { SpeakRequest } from './protocol';
import { withEndMark } from './punctuation';
import type { Speaker } from './speaker';
import { isSound, keptBounds, type Margins, type Part, trimAndPad } from './trimAndPad';
import { heardTimes, spokenWords, type WordTime, wordTimes } from './wordTimes';

/** Silence kept before and after an utterance, s: an onset is sharper than a decaying fricative. */
export const LEAD = 0.03;
/** How much more time than expected the rest of that sentence may take without a break. */
export const RESERVE = 1.3;
/** The largest share of a sentence that is made twice to be heard early. */
const LARGEST_SHARE = 1 / 3;
/** Real-time factor of a model before it was measured: two cores without fast INT8. */
export const SLOW = 0.5;

/** The sound of a piece, or of a part of it; its range is in the sentence. */
export interface SpokenPiece extends SourceRange {
  pcm: Float32Array<ArrayBuffer>;
  phonemes: string;
  words: SpokenWord[] | undefined;
  realTimeFactor: number | undefined;
  /** Seconds of sound that are made for the rest of the piece, if there is any. */
  restSeconds?: number;
}

/** What a piece belongs to. */
interface Spoken {
  sentence: MappedText;
  request: SpeakRequest;
  speaker: Speaker;
}

/**
 * Speaks a piece of a sentence: in one part, or where the first sound is waited for, in two.
 * @throws KokoroError `speech-invalid` when the model makes no usable sound
 */
export async function* speakPiece(
  piece: Piece,
  endsSentence: boolean,
  isWaitedFor: boolean,
  margins: Margins,
  about: Spoken,
): AsyncGenerator<SpokenPiece, void, void> {
  const { model, pack } = about.speaker;
  const input = [...modelInput(piece.segments, endsSentence, about.speaker), pack] as const;
  await nextTurn(); // handles a cancellation before the model blocks the thread
  const begins = isWaitedFor && (await beginsEarly(about.speaker, about.request.speed));
  const begun = begins ? await model.begin?.(...input) : undefined;
  const early = begun && (await earlyPart(piece, begun, about));
  if (early) {
    const { audio, part, factor } = early;
    const heard = shape({ audio, frames: begun.frames }, piece, endsSentence, { ...margins, pause: 0 }, about, part);
    yield { ...heard, realTimeFactor: factor, restSeconds: begun.samples / SAMPLE_RATE };
    await nextTurn();
  }
  const { audio, frames, realTimeFactor } = begun ? await begun.whole() : await model.run(...input);
  if (!isSound(audio)) throw speechInvalid(model.path, about.sentence.text);
  const times = timesOf({ audio, frames }, piece, about);
  const all = partOf(times ?? [], piece, audio.length);
  const rest = early && { ...all, from: early.part.to, firstWord: early.part.endWord, joined: 'from' as const };
  const sound = rest ? joinAt(early.audio, audio, rest.from) : audio;
  yield { ...shape({ audio: sound, frames }, piece, endsSentence, margins, about, rest ?? all), realTimeFactor };
}

/** Whether a sentence can be heard before it is made, on a machine that is fast enough for a small part to do. */
export async function beginsEarly({ model, pack }: Speaker, speed: number): Promise<boolean> {
  const share = RESERVE * (model.realTimeFactor ?? SLOW) * speed;
  return share <= LARGEST_SHARE && (await model.canBegin?.(pack)) === true;
}

/** What is heard of a piece before the whole is made; undefined if that is not worth it. */
async function earlyPart(
  piece: Piece,
  { frames, samples, part }: EarlyUtterance,
  { request, speaker: { model } }: Spoken,
): Promise<{ audio: Float32Array; part: HeardPart; factor: number } | undefined> {
  const times = wordTimes(piece.segments, frames, model.vocabulary, FRAME_SAMPLES);
  const all = partOf(times, piece, samples);
  const words = times.slice(all.firstWord, all.endWord);
  const factor = model.realTimeFactor ?? SLOW;
  const wanted = (RESERVE * factor * request.speed * samples) / SAMPLE_RATE; // the rest is made while this is heard
  const word = earlyEnd(words.map(cutBefore), words.at(-1)?.to ?? 0, wanted);
  const next = words[word];
  if (word === 0 || next === undefined) return undefined;
  const to = cutBefore(next);
  const from = Math.max(0, cutBefore(words[0] ?? next) - LEAD * SAMPLE_RATE);
  const audio = await part(from, to + CROSS_FADE);
  if (!isSound(audio)) return undefined;
  return { audio, part: { ...all, to, endWord: all.firstWord + word, joined: 'to' }, factor };
}

/** A model's sound with the frames of each id, if they are known. */
interface TimedSound {
  audio: Float32Array;
  frames?: readonly number[] | undefined;
}

function timesOf({ audio, frames }: TimedSound, { segments }: Piece, { speaker }: Spoken): WordTime[] | undefined {
  return frames && wordTimes(segments, frames, speaker.model.vocabulary, audio.length / sum(frames));
}

/** The part of a piece that is heard, trimmed and with its words. */
function shape(
  sound: TimedSound,
  piece: Piece,
  endsSentence: boolean,
  margins: Margins,
  about: Spoken,
  part: HeardPart,
): Omit<SpokenPiece, 'realTimeFactor'> {
  const { segments, from, to } = piece;
  const { sentence, request, speaker } = about;
  const times = timesOf(sound, piece, about);
  const heard = times && heardTimes(times, sound.audio, speaker.gain).slice(part.firstWord, part.endWord);
  const segmentOf = (word: number): number | undefined => times?.[word]?.segment;
  const first = part.joined === 'from' ? (segmentOf(part.firstWord) ?? from) : from;
  const last = part.joined === 'to' ? (segmentOf(part.endWord) ?? to) : to;
  const spoken = segments.slice(first, last);
  const phonemes = joinSegments(spoken);
  return {
    pcm: trimAndPad(sound.audio, speaker.gain, margins, part),
    ...{ start: spoken[0]?.start ?? 0, end: spoken.at(-1)?.end ?? 0 },
    phonemes: last === segments.length ? withEndMark(phonemes, endsSentence) : phonemes,
    words: heard && spokenWords(heard, sentence, request.text, keptBounds(sound.audio, speaker.gain, margins, part)),
  };
}

/** A part of an utterance, and the words that begin in it: the index of the first, and that after the last. */
interface HeardPart extends Part {
  firstWord: number;
  endWord: number;
}

/** Kokoro's sound is ahead of its durations by 1.5 frames, and a part ends before the next word is heard. In samples. */
const AHEAD = 2 * FRAME_SAMPLES;

/** The sample at which an utterance can be cut before a word. */
const cutBefore = (word: WordTime): number => Math.max(0, Math.round(word.from) - AHEAD);

/** The part of an utterance that is heard. */
function partOf(times: readonly WordTime[], { segments, from, to }: Piece, samples: number): HeardPart {
  const wordFrom = (segment: number): number => {
    const found = times.findIndex((word) => word.segment >= segment);
    return found < 0 ? times.length : found;
  };
  const [firstWord, endWord] = [from > 0 ? wordFrom(from) : 0, to < segments.length ? wordFrom(to) : times.length];
  const [first, after] = [times[firstWord], times[endWord]];
  return {
    ...{ firstWord, endWord },
    from: from > 0 && first ? cutBefore(first) : 0,
    to: to < segments.length && after ? cutBefore(after) : samples,
  };
}

/** The model's input for an utterance: ids and style. */
export function modelInput(
  segments: readonly PhonemeSegment[],
  endsSentence: boolean,
  { model, pack }: Speaker,
): [readonly number[], Float32Array] {
  const phonemes = withEndMark(joinSegments(segments), endsSentence);
  return [toIds(phonemes, model.vocabulary), pack.style(phonemes.length)];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

function speechInvalid(path: string, sentence: string): KokoroError {
  return new KokoroError(
    'speech-invalid',
    `The model ${path} made no usable sound of “${sentence}”. Choose another model, or export this one again.`,
  );
}
