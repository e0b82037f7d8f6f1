import { setImmediate as nextTurn } from 'node:timers/promises';
import { KokoroError } from '../common/errors';
import type { SourceRange } from '../common/range';
import { type Block, voiceRoleOf } from '../document/block';
import type { MappedText } from '../document/mappedText';
import { FRAME_SAMPLES, PHONEMES_PER_SECOND, SILENCE_SECONDS } from '../kokoro/model';
import { clampSpeed } from '../kokoro/speed';
import { type SpeechChunk, type SpokenWord } from '../kokoro/speechChunk';
import { toIds } from '../kokoro/vocabulary';
import type { VoicePack } from '../kokoro/voicePack';
import { joinSegments, type Language, type PhonemeSegment } from '../language/language';
import { type Dictionary, dictionaries } from '../language/lexicon/dictionary';
import { normalizeWith } from '../language/lexicon/normalizeWith';
import { blocksOf, otherLanguages } from './blocks';
import type { CachedModel } from './cachedModel';
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
>;

/** A model, a voice and a language to speak with. */
export interface Speaker {
  model: SpeakingModel;
  gain: number;
  pack: VoicePack;
  /** Packs of other voices that the text asks for, by name. */
  otherPacks?: ReadonlyMap<string, VoicePack>;
  language: Language;
  /** The voices for certain parts of the document, and for sentences in other languages. */
  roleVoices?: ReadonlyMap<string, SpeakingVoice>;
  languageVoices?: ReadonlyMap<string, SpeakingVoice>;
}

/** A voice and the language that it reads in. */
export type SpeakingVoice = Pick<Speaker, 'pack' | 'language'>;

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
/** Real-time factor of a model before it was measured: two cores without fast INT8. */
const SLOW = 0.5;

/** Reads a text aloud, utterance by utterance; each is generated when it is pulled. */
export async function* speakText(request: SpeakRequest, speaker: Speaker): AsyncGenerator<SpeechChunk, void, void> {
  let isFirst = true;
  const dictionaryFor = dictionaries(request.pronunciations);
  for (const block of blocksOf(request, speaker.language.code, request.from)) {
    if (block.text.sourceRange(0, block.text.text.length).end <= request.from) continue;
    const sentences = sentencesOf(block, speaker.language);
    const speed = clampSpeed(request.speed * (block.rate ?? 1));
    const voice = voiceOf(block, speaker);
    const voiceFor = voicesForSentences(block, voice, speaker);
    for (const [i, text] of sentences.entries()) {
      const endsBlock = i === sentences.length - 1;
      const pauseAtEnd = pauseAfterSentence(block, endsBlock);
      const said = voiceFor(text.text);
      const own = { ...speaker, ...said, dictionary: dictionaryFor(said.language.code) };
      for await (const chunk of speakSentence({ text, endsBlock, pauseAtEnd }, isFirst, request, own)) {
        isFirst = false;
        yield atSpeed(chunk, speed);
      }
    }
  }
}

/** The voice that reads a block: the one that marks ask for, or that of its part of the document. */
function voiceOf(block: Block, { otherPacks, roleVoices, pack, language }: Speaker): SpeakingVoice {
  const marked = otherPacks?.get(block.voice ?? '');
  if (marked) return { pack: marked, language };
  return roleVoices?.get(voiceRoleOf(block) ?? '') ?? { pack, language };
}

/** Tells the voice that reads a sentence of a block: another one if the sentence is in another language. */
function voicesForSentences(
  block: Block,
  voice: SpeakingVoice,
  { languageVoices }: Speaker,
): (sentence: string) => SpeakingVoice {
  if (!languageVoices) return () => voice;
  const languageOf = otherLanguages(block, voice.language.code);
  return (sentence) => languageVoices.get(languageOf(sentence) ?? '') ?? voice;
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
  speaker: Speaker & { dictionary: Dictionary | undefined },
): AsyncGenerator<SpeechChunk, void, void> {
  const sentenceSource = sentence.sourceRange(0, sentence.text.length);
  if (sentenceSource.end <= request.from) return;
  const { language, dictionary } = speaker;
  const { tokens } = normalizeWith(language, dictionary, sentence.text, request.emoji);
  const phonemized = await language.phonemize(tokens);
  const segments = planSegments(phonemized, sentence.text, language);
  const isHeard = ({ start, end }: PhonemeSegment): boolean => sentence.sourceRange(start, end).end > request.from;
  const pieces = (await piecesOf(segments, isHeard, isFirst, speaker)).filter(hasLetters);
  let joined = false;
  for (const [i, piece] of pieces.entries()) {
    const isLastPiece = i === pieces.length - 1;
    const pauseAfter = isLastPiece ? pauseAtEnd : pauseIn(piece.segments.slice(0, piece.to));
    const margins = marginsOf(joined, pauseAfter);
    const said = await speakPiece(piece, isLastPiece, margins, { sentence, request, speaker });
    const source = sentence.sourceRange(said.start, said.end);
    const next = pieces[i + 1]?.segments;
    yield {
      ...{ pcm: said.pcm.buffer, source, phonemes: said.phonemes, speed: 1, realTimeFactor: said.realTimeFactor },
      ...{ sentence: sentence.text, sentenceSource, spokenStart: said.start, spokenEnd: said.end },
      ...{ endsSentence: isLastPiece, endsBlock: isLastPiece && endsBlock },
      ...(said.words && { words: said.words }),
      ...(next && { nextSeconds: secondsFor(next) }),
    };
    joined = pauseAfter === 0;
  }
}

/** The sound of a piece; its range is in the sentence. */
interface SpokenPiece extends SourceRange {
  pcm: Float32Array<ArrayBuffer>;
  phonemes: string;
  words: SpokenWord[] | undefined;
  realTimeFactor: number | undefined;
}

/** Speaks a piece of a sentence. @throws KokoroError `speech-invalid` when the model makes no usable sound */
async function speakPiece(
  piece: Piece,
  endsSentence: boolean,
  margins: Margins,
  { sentence, request, speaker }: { sentence: MappedText; request: SpeakRequest; speaker: Speaker },
): Promise<SpokenPiece> {
  const { model, gain } = speaker;
  const { segments, from, to } = piece;
  await nextTurn(); // handles a cancellation before the model blocks the thread
  const { audio, frames, realTimeFactor } = await model.run(...modelInput(segments, endsSentence, speaker));
  if (!isSound(audio)) throw speechInvalid(model.path, sentence.text);
  const times = frames && wordTimes(segments, frames, model.vocabulary, audio.length / sum(frames));
  const part = partOf(times ?? [], piece, audio.length);
  const heard = times && heardTimes(times, audio, gain).slice(part.firstWord, part.endWord);
  const spoken = segments.slice(from, to);
  const phonemes = joinSegments(spoken);
  return {
    ...{ pcm: trimAndPad(audio, gain, margins, part), realTimeFactor },
    ...{ start: spoken[0]?.start ?? 0, end: spoken.at(-1)?.end ?? 0 },
    phonemes: to === segments.length ? withEndMark(phonemes, endsSentence) : phonemes,
    words: heard && spokenWords(heard, sentence, request.text, keptBounds(audio, gain, margins, part)),
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
  const count = isFirst && !isKnown && isSlow ? earlyCut(heard, share * phonemeLength(heard)) : 0;
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
