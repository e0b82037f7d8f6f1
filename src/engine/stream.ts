import { type Block, voiceRoleOf } from '../document/block';
import type { MappedText } from '../document/mappedText';
import { PHONEMES_PER_SECOND, SILENCE_SECONDS } from '../kokoro/model';
import { clampSpeed } from '../kokoro/speed';
import type { SpeechChunk } from '../kokoro/speechChunk';
import type { PhonemeSegment } from '../language/language';
import { type Dictionary, dictionaries } from '../language/lexicon/dictionary';
import { normalizeWith } from '../language/lexicon/normalizeWith';
import { blocksOf, otherLanguages } from './blocks';
import { cutSentence, earlyCut, phonemeLength, type Piece, type PlannedSegment, planSegments } from './planner';
import type { SpeakRequest } from './protocol';
import { pauseAfterSentence, pauseIn } from './punctuation';
import { sentencesOf } from './sentences';
import type { Speaker, SpeakingVoice } from './speaker';
import { beginsEarly, LEAD, modelInput, RESERVE, SLOW, speakPiece } from './speakPiece';
import { stretch } from './stretch';
import type { Margins } from './trimAndPad';

/** Phonemes that are said in one go, some 13 seconds. The model is best at 100 to 200, and rushes above 400. */
const UTTERANCE_PHONEMES = 200;
/** Silence kept after an utterance, s. */
const TAIL = 0.05;
/** The same where a sentence was cut between two words: as seamless as possible. */
const TIGHT_LEAD = 0.01;
const TIGHT_TAIL = 0.005;

/** A listener waits at most this long for the first sound if the sentence has a mark to cut it at, s. */
const MAX_WAIT = 1.5;
/** Reads a text aloud, utterance by utterance; each is generated when it is pulled. */
export async function* speakText(request: SpeakRequest, speaker: Speaker): AsyncGenerator<SpeechChunk, void, void> {
  let isWaitedFor = request.unhurried !== true;
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
      for await (const chunk of speakSentence(
        { text, endsBlock, pauseAtEnd },
        isWaitedFor,
        { ...request, speed },
        own,
      )) {
        isWaitedFor = false;
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
  isWaitedFor: boolean,
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
  const pieces = (await piecesOf(segments, isHeard, isWaitedFor, speaker, request.speed)).filter(hasLetters);
  let joined = false;
  for (const [i, piece] of pieces.entries()) {
    const isLastPiece = i === pieces.length - 1;
    const pauseAfter = isLastPiece ? pauseAtEnd : pauseIn(piece.segments.slice(0, piece.to));
    const margins = marginsOf(joined, pauseAfter);
    const next = pieces[i + 1]?.segments;
    const about = { sentence, request, speaker };
    for await (const said of speakPiece(piece, isLastPiece, isWaitedFor && i === 0, margins, about)) {
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

/**
 * The pieces in which a sentence is said, as whole as possible: also when it is heard from its middle, so that it sounds
 * as it would have.
 */
async function piecesOf(
  segments: readonly PlannedSegment[],
  isHeard: (segment: PlannedSegment) => boolean,
  isWaitedFor: boolean,
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
  const waits = isWaitedFor && !isKnown && isSlow && !(await beginsEarly(speaker, speed));
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

function marginsOf(joined: boolean, pause: number): Margins {
  return { lead: joined ? TIGHT_LEAD : LEAD, tail: pause === 0 ? TIGHT_TAIL : TAIL, pause };
}
