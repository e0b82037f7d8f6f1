import { setImmediate as nextTurn } from 'node:timers/promises';
import { KokoroError } from '../common/errors';
import type { SourceRange } from '../common/range';
import type { MappedText } from '../document/mappedText';
import { FRAME_SAMPLES, PHONEMES_PER_SECOND, SAMPLE_RATE, SILENCE_SECONDS } from '../kokoro/model';
import { clampSpeed } from '../kokoro/speed';
import { type SpeechChunk, type SpokenWord } from '../kokoro/speechChunk';
import { toIds } from '../kokoro/vocabulary';
import type { VoicePack } from '../kokoro/voicePack';
import { joinSegments, type Language, type PhonemeSegment } from '../language/language';
import { blocksOf } from './blocks';
import type { CachedModel, EarlyUtterance } from './cachedModel';
import { CROSS_FADE, earlyEnd, joinAt } from './earlyPart';
import { cutSentence, earlyCut, phonemeLength, type Piece, type PlannedSegment, planSegments } from './planner';
import type { SpeakRequest } from './protocol';
import { pauseAfterSentence, pauseIn, withEndMark } from './punctuation';
import { sentencesOf } from './sentences';
import { stretch } from './stretch';
import { isSound, keptBounds, type Margins, type Part, trimAndPad } from './trimAndPad';
import { heardTimes, spokenWords, type WordTime, wordTimes } from './wordTimes';

/** What is needed of a model to speak with it. */
export type SpeakingModel = Pick<
  CachedModel,
  'path' | 'vocabulary' | 'reportsDurations' | 'realTimeFactor' | 'has' | 'run'
> &
  Partial<Pick<CachedModel, 'canBegin' | 'begin'>>;

/** A model, a voice and a language to speak with. */
export interface Speaker {
  model: SpeakingModel;
  gain: number;
  pack: VoicePack;
  /** Packs of other voices that the text asks for, by name. */
  otherPacks?: ReadonlyMap<string, VoicePack>;
  language: Language;
}

/** Phonemes that are said in one go, some 13 seconds. The model is best at 100 to 200, and rushes above 400. */
const UTTERANCE_PHONEMES = 200;
/** Silence kept before and after an utterance, s: an onset is sharper than a decaying fricative. */
const LEAD = 0.03;
const TAIL = 0.05;
/** The same where a sentence was cut between two words: as seamless as possible. */
const TIGHT_LEAD = 0.01;
const TIGHT_TAIL = 0.005;

/** A listener waits at most this long for the first sound if the sentence has a mark to cut it at, s. */
const MAX_WAIT = 1.5;
/** How much more time than expected the rest of that sentence may take without a break. */
const RESERVE = 1.3;
/** The largest share of a sentence that is made twice to be heard early. */
const LARGEST_SHARE = 1 / 3;
/** Real-time factor of a model before it was measured: two cores without fast INT8. */
const SLOW = 0.5;

/** Reads a text aloud, utterance by utterance; each is generated when it is pulled. */
export async function* speakText(request: SpeakRequest, speaker: Speaker): AsyncGenerator<SpeechChunk, void, void> {
  let isFirst = true;
  for (const block of blocksOf(request, speaker.language.code, request.from)) {
    if (block.text.sourceRange(0, block.text.text.length).end <= request.from) continue;
    const sentences = sentencesOf(block, speaker.language);
    const speed = clampSpeed(request.speed * (block.rate ?? 1));
    const pack = speaker.otherPacks?.get(block.voice ?? '') ?? speaker.pack;
    for (const [i, text] of sentences.entries()) {
      const endsBlock = i === sentences.length - 1;
      const pauseAtEnd = pauseAfterSentence(block, endsBlock);
      const own = { ...speaker, pack };
      for await (const chunk of speakSentence({ text, endsBlock, pauseAtEnd }, isFirst, request, own)) {
        isFirst = false;
        yield atSpeed(chunk, speed);
      }
    }
  }
}

/** A sentence, and the pause after it in seconds. */
interface Sentence {
  text: MappedText;
  endsBlock: boolean;
  pauseAtEnd: number;
}

/** Speaks a sentence at speed 1. */
async function* speakSentence(
  { text: sentence, endsBlock, pauseAtEnd }: Sentence,
  isFirst: boolean,
  request: SpeakRequest,
  speaker: Speaker,
): AsyncGenerator<SpeechChunk, void, void> {
  const sentenceSource = sentence.sourceRange(0, sentence.text.length);
  if (sentenceSource.end <= request.from) return;
  const { language } = speaker;
  const phonemized = await language.phonemize(language.normalize(sentence.text, request.emoji));
  const segments = planSegments(phonemized, sentence.text, language);
  const isHeard = ({ start, end }: PhonemeSegment): boolean => sentence.sourceRange(start, end).end > request.from;
  const pieces = (await piecesOf(segments, isHeard, isFirst, speaker, request.speed)).filter(hasLetters);
  let joined = false;
  for (const [i, piece] of pieces.entries()) {
    const isLastPiece = i === pieces.length - 1;
    const pauseAfter = isLastPiece ? pauseAtEnd : pauseIn(piece.segments.slice(0, piece.to));
    const margins = marginsOf(joined, pauseAfter);
    const next = pieces[i + 1]?.segments;
    const about = { sentence, request, speaker };
    for await (const said of speakPiece(piece, isLastPiece, isFirst && i === 0, margins, about)) {
      const endsSentence = isLastPiece && said.restSeconds === undefined;
      const nextSeconds = said.restSeconds ?? (next && secondsFor(next));
      yield {
        ...{ pcm: said.pcm.buffer, source: sentence.sourceRange(said.start, said.end), phonemes: said.phonemes },
        ...{ sentence: sentence.text, sentenceSource, spokenStart: said.start, spokenEnd: said.end },
        ...{ endsSentence, endsBlock: endsSentence && endsBlock, speed: 1, realTimeFactor: said.realTimeFactor },
        ...(said.words && { words: said.words }),
        ...(nextSeconds !== undefined && { nextSeconds }),
      };
    }
    joined = pauseAfter === 0;
  }
}

/** The sound of a piece, or of a part of it; its range is in the sentence. */
interface SpokenPiece extends SourceRange {
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
async function* speakPiece(
  piece: Piece,
  endsSentence: boolean,
  isFirst: boolean,
  margins: Margins,
  about: Spoken,
): AsyncGenerator<SpokenPiece, void, void> {
  const { model, pack } = about.speaker;
  const input = [...modelInput(piece.segments, endsSentence, about.speaker), pack] as const;
  await nextTurn(); // handles a cancellation before the model blocks the thread
  const begins = isFirst && (await beginsEarly(about.speaker, about.request.speed));
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
async function beginsEarly({ model, pack }: Speaker, speed: number): Promise<boolean> {
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

/**
 * The pieces in which a sentence is said, as whole as possible: also when it is heard from its middle, so that it sounds
 * as it would have.
 */
async function piecesOf(
  segments: readonly PlannedSegment[],
  isHeard: (segment: PlannedSegment) => boolean,
  isFirst: boolean,
  speaker: Speaker,
  speed: number,
): Promise<Piece[]> {
  const { model } = speaker;
  const pieces = cutSentence(segments, UTTERANCE_PHONEMES);
  const begin = pieces.findIndex((piece) => piece.segments.slice(piece.from, piece.to).some(isHeard));
  const [first, ...later] = pieces.slice(Math.max(0, begin));
  if (begin < 0 || first === undefined) return [];
  const from = first.segments.findIndex((segment, i) => i >= first.from && isHeard(segment));
  const isKnown = await model.has(...modelInput(first.segments, later.length === 0, speaker));
  if (model.reportsDurations && isKnown) return [{ ...first, from }, ...later];
  // Silence until the whole sound is made: a first sentence is cut at a mark if the listener would wait for long.
  const heard = segments.filter(isHeard);
  const factor = model.realTimeFactor ?? SLOW;
  const isSlow = factor * secondsFor(heard) > MAX_WAIT;
  const share = (RESERVE * factor) / (1 + RESERVE * factor); // the rest is made while this is heard
  const waits = isFirst && !isKnown && isSlow && !(await beginsEarly(speaker, speed));
  const count = waits ? earlyCut(heard, share * phonemeLength(heard)) : 0;
  const clause = heard.slice(0, count);
  const rest = cutSentence(heard.slice(count), UTTERANCE_PHONEMES);
  const cut = count > 0 ? [{ segments: clause, from: 0, to: count }, ...rest] : rest;
  return model.reportsDurations ? cut : cut.map(withoutContext);
}

/** Whether anything of a piece is heard but marks. */
function hasLetters({ segments, from, to }: Piece): boolean {
  return segments.slice(from, to).some(({ phonemes }) => /\p{L}/u.test(phonemes));
}

/** Seconds of sound that a model makes of segments, about. */
function secondsFor(segments: readonly PhonemeSegment[]): number {
  return phonemeLength(segments) / PHONEMES_PER_SECOND + SILENCE_SECONDS;
}

/** A piece for a model that cannot tell what to leave out of its sound. */
function withoutContext({ segments, from, to }: Piece): Piece {
  return { segments: segments.slice(from, to), from: 0, to: to - from };
}

/** The model's input for an utterance: ids and style. */
function modelInput(
  segments: readonly PhonemeSegment[],
  endsSentence: boolean,
  { model, pack }: Speaker,
): [readonly number[], Float32Array] {
  const phonemes = withEndMark(joinSegments(segments), endsSentence);
  return [toIds(phonemes, model.vocabulary), pack.style(phonemes.length)];
}

/**
 * Speeds a chunk up or slows it down. The model always runs at speed 1: it rounds each phoneme to frames of 25 ms, at
 * least one, so that at 1.25 it is 1.15 times as fast, and never more than 2.3 times. Stretched speech is also understood
 * better: at 2, a recognizer misses 4 % of the words, and 35 % of those that the model speeds up.
 */
function atSpeed(chunk: SpeechChunk, speed: number): SpeechChunk {
  if (speed === 1) return chunk;
  const { pcm, words, realTimeFactor, nextSeconds } = chunk;
  return {
    ...chunk,
    ...{ speed, pcm: stretch(new Float32Array(pcm), speed).buffer },
    ...(words && { words: words.map((word) => ({ ...word, start: word.start / speed, end: word.end / speed })) }),
    ...(realTimeFactor !== undefined && { realTimeFactor: realTimeFactor * speed }),
    ...(nextSeconds !== undefined && { nextSeconds: nextSeconds / speed }),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

function marginsOf(joined: boolean, pause: number): Margins {
  return { lead: joined ? TIGHT_LEAD : LEAD, tail: pause === 0 ? TIGHT_TAIL : TAIL, pause };
}

function speechInvalid(path: string, sentence: string): KokoroError {
  return new KokoroError(
    'speech-invalid',
    `The model ${path} made no usable sound of “${sentence}”. Choose another model, or export this one again.`,
  );
}
