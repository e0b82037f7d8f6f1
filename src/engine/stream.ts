import { setImmediate as nextTurn } from 'node:timers/promises';
import { KokoroError } from '../common/errors';
import type { MappedText } from '../document/mappedText';
import { secondsOf, type SpeechChunk } from '../kokoro/speechChunk';
import { toIds } from '../kokoro/vocabulary';
import type { VoicePack } from '../kokoro/voicePack';
import { joinSegments, type Language } from '../language/language';
import { blocksOf } from './blocks';
import type { CachedModel } from './cachedModel';
import {
  cutFirstClause,
  cutUtterance,
  planSegments,
  type PlannedSegment,
  PlaybackBuffer,
  UTTERANCE_PHONEMES,
} from './planner';
import type { SpeakRequest } from './protocol';
import { pauseAfterSentence, pauseIn, withEndMark } from './punctuation';
import { sentencesOf } from './sentences';
import { stretch } from './stretch';
import { isSound, keptBounds, type Margins, trimAndPad } from './trimAndPad';
import { heardTimes, spokenWords, wordTimes } from './wordTimes';

/** What is needed of a model to speak with it. */
export type SpeakingModel = Pick<CachedModel, 'path' | 'vocabulary' | 'has' | 'run'>;

/** A model, a voice and a language to speak with. */
export interface Speaker {
  model: SpeakingModel;
  gain: number;
  pack: VoicePack;
  language: Language;
}

/** Silence kept before and after an utterance, s: an onset is sharper than a decaying fricative. */
const LEAD = 0.03;
const TAIL = 0.05;
/** The same where a sentence was cut between two words: as seamless as possible. */
const TIGHT_LEAD = 0.01;
const TIGHT_TAIL = 0.005;

/** Reads a text aloud, utterance by utterance; each is generated when it is pulled. */
export async function* speakText(request: SpeakRequest, speaker: Speaker): AsyncGenerator<SpeechChunk, void, void> {
  const buffer = new PlaybackBuffer();
  for (const block of blocksOf(request, speaker.language.code, request.from)) {
    if (block.text.sourceRange(0, block.text.text.length).end <= request.from) continue;
    const sentences = sentencesOf(block, speaker.language);
    for (const [i, text] of sentences.entries()) {
      const endsBlock = i === sentences.length - 1;
      const pauseAtEnd = pauseAfterSentence(block, endsBlock);
      for await (const chunk of speakSentence({ text, endsBlock, pauseAtEnd }, buffer, request, speaker))
        yield atSpeed(chunk, request.speed);
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
  buffer: PlaybackBuffer,
  request: SpeakRequest,
  speaker: Speaker,
): AsyncGenerator<SpeechChunk, void, void> {
  const sentenceSource = sentence.sourceRange(0, sentence.text.length);
  if (sentenceSource.end <= request.from) return;
  const { language, model, gain } = speaker;
  const segments = await language.phonemize(language.normalize(sentence.text, request.emoji));
  let rest = planSegments(
    segments.filter((segment) => sentence.sourceRange(segment.start, segment.end).end > request.from),
    sentence.text,
    language,
  );
  let joined = false;
  while (rest.length > 0) {
    const [utterance, after] = await nextUtterance(rest, buffer, speaker);
    rest = after;
    const last = rest.length === 0;
    const phonemes = withEndMark(joinSegments(utterance), last);
    if (!/\p{L}/u.test(phonemes)) continue;
    await nextTurn(); // handles a cancellation before the model blocks the thread
    const { audio, frames, realTimeFactor } = await model.run(...modelInput(phonemes, speaker));
    if (!isSound(audio)) throw speechInvalid(model.path, sentence.text);
    const pauseAfter = last ? pauseAtEnd : pauseIn(utterance);
    const margins = marginsOf(joined, pauseAfter);
    const pcm = trimAndPad(audio, gain, margins).buffer;
    joined = pauseAfter === 0;
    buffer.add(phonemes.length, secondsOf({ pcm }) / request.speed);
    const start = utterance[0]?.start ?? 0;
    const end = utterance.at(-1)?.end ?? 0;
    const source = sentence.sourceRange(start, end);
    const chunk: SpeechChunk = {
      ...{ pcm, source, phonemes, speed: 1 },
      ...{ sentence: sentence.text, sentenceSource, spokenStart: start, spokenEnd: end },
      ...{ endsSentence: last, endsBlock: last && endsBlock },
      realTimeFactor,
    };
    if (frames === undefined) yield chunk;
    else {
      const durations = wordTimes(utterance, frames, model.vocabulary, audio.length / sum(frames));
      const times = heardTimes(durations, audio, gain);
      yield { ...chunk, words: spokenWords(times, sentence, request.text, keptBounds(audio, gain, margins)) };
    }
  }
}

/** Cuts the next utterance off a sentence: as long as listeners can wait for it, or the longest if it is cached. */
async function nextUtterance(
  rest: readonly PlannedSegment[],
  buffer: PlaybackBuffer,
  speaker: Speaker,
): Promise<[PlannedSegment[], PlannedSegment[]]> {
  const longest = cutUtterance(rest, UTTERANCE_PHONEMES);
  const phonemes = withEndMark(joinSegments(longest[0]), longest[1].length === 0);
  if (await speaker.model.has(...modelInput(phonemes, speaker))) return longest;
  return buffer.started ? cutUtterance(rest, buffer.limit(UTTERANCE_PHONEMES)) : cutFirstClause(rest);
}

/** The model's input for an utterance: ids and style. */
function modelInput(phonemes: string, { model, pack }: Speaker): [readonly number[], Float32Array] {
  return [toIds(phonemes, model.vocabulary), pack.style(phonemes.length)];
}

/**
 * Speeds a chunk up or slows it down. The model always runs at speed 1: it rounds each phoneme to frames of 25 ms, at
 * least one, so that at 1.25 it is 1.15 times as fast, and never more than 2.3 times. Stretched speech is also understood
 * better: at 2, a recognizer misses 4 % of the words, and 35 % of those that the model speeds up.
 */
function atSpeed(chunk: SpeechChunk, speed: number): SpeechChunk {
  if (speed === 1) return chunk;
  const { pcm, words, realTimeFactor } = chunk;
  return {
    ...chunk,
    ...{ speed, pcm: stretch(new Float32Array(pcm), speed).buffer },
    ...(words && { words: words.map((word) => ({ ...word, start: word.start / speed, end: word.end / speed })) }),
    ...(realTimeFactor !== undefined && { realTimeFactor: realTimeFactor * speed }),
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
