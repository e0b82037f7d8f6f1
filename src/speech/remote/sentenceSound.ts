import { FRAME, speechBounds } from '../../engine/trimAndPad';
import type { ScriptSentence, ScriptWord } from '../../engine/protocol';
import { SAMPLE_RATE } from '../../kokoro/model';
import type { SpeechChunk, SpokenWord } from '../../kokoro/speechChunk';
import { type CaptionedPart, CaptionMatcher, type HeardWord } from './captions';
import { ServerFailure } from './serverFailure';

/** Silence kept before and after a sentence, s, as the local engine does. */
const LEAD = 0.03;
const TAIL = 0.05;
/** The least sound of a chunk before the end of the sentence is known, s. */
const PIECE = 0.8;
/** A chunk ends at the quietest place in so much of the sound at its end, s. */
const CUT_REACH = 0.3;
/** Length of the fade at both ends of a sentence, in samples. */
const FADE = 0.005 * SAMPLE_RATE;
/** A server that speaks for longer than this does not speak the sentence. In s. */
const MAX_SECONDS = (characters: number): number => 30 + characters;

/** The sound of a sentence while it comes, and the chunks that are made of it. */
export class SentenceSound {
  readonly #sentence: ScriptSentence;
  readonly #matcher: CaptionMatcher;
  /** About how long the sentence takes, s. */
  readonly #expected: number;
  #audio = new Float32Array(2 * SAMPLE_RATE);
  #length = 0;
  /** The first and last sample (exclusive) of the speech that has come; `end` is 0 before there is any. */
  readonly #speech = { start: 0, end: 0 };
  /** Samples that were examined for speech, in whole frames. */
  #examined = 0;
  /** When words are heard, by their index, where the server told. */
  readonly #heard: (HeardWord | undefined)[] = [];
  #isComplete = false;
  /** The first sample and the first word of the next chunk. */
  #sent = 0;
  #nextWord = 0;
  #began: { at: number; length: number } | undefined;
  #isDone = false;

  /** @param expected about how long the sentence takes, s */
  constructor(sentence: ScriptSentence, expected: number) {
    this.#sentence = sentence;
    this.#expected = expected;
    this.#matcher = new CaptionMatcher(sentence);
  }

  /** Seconds of speech, without the silence around it. */
  get spokenSeconds(): number {
    return (this.#speech.end - this.#speech.start) / SAMPLE_RATE;
  }

  /** Adds what has come. @throws ServerFailure `server-unusable` when it does not end */
  add({ samples, words }: CaptionedPart): void {
    const length = this.#length + samples.length;
    if (length / SAMPLE_RATE > MAX_SECONDS(this.#sentence.text.length))
      throw new ServerFailure('server-unusable', 'The speech server does not stop speaking.');
    if (length > this.#audio.length) {
      const longer = new Float32Array(2 * length);
      longer.set(this.#audio.subarray(0, this.#length));
      this.#audio = longer;
    }
    this.#audio.set(samples, this.#length);
    this.#length = length;
    if (samples.length > 0) this.#began ??= { at: performance.now(), length };
    this.#matcher.match(words, this.#heard);
    this.#findSpeech();
  }

  /** All has come. @throws ServerFailure `server-failed` if that is nothing */
  finish(): void {
    if (this.#length === 0)
      throw new ServerFailure('server-failed', 'The speech server sent no sound.', { isTemporary: true });
    this.#isComplete = true;
    this.#findSpeech();
  }

  /** The next chunk; undefined if too little has come, or after the last. */
  take(): SpeechChunk | undefined {
    if (this.#isDone) return undefined;
    const last = this.#isComplete;
    const from = this.#nextWord > 0 ? this.#sent : Math.max(0, this.#speech.start - LEAD * SAMPLE_RATE);
    const to = last ? this.#end(from) : this.#cut(from);
    if (to === undefined) return undefined;
    const words = last ? this.#restOfWords() : this.#wordsBefore(to / SAMPLE_RATE);
    if (!last && words.length === 0) return undefined;
    const chunk = this.#chunk(from, to, words);
    this.#sent = to;
    this.#nextWord += words.length;
    this.#isDone = last;
    return chunk;
  }

  #findSpeech(): void {
    const until = this.#isComplete ? this.#length : this.#length - (this.#length % FRAME);
    // Its first frame is ignored, so examine one again.
    const from = Math.max(0, this.#examined - FRAME);
    const { start, end } = speechBounds(this.#audio.subarray(from, until), 1);
    this.#examined = until - (until % FRAME);
    if (end === 0) return;
    if (this.#speech.end === 0) this.#speech.start = from + start;
    this.#speech.end = from + end;
  }

  #end(from: number): number {
    return Math.max(from, Math.min(this.#length, this.#speech.end + TAIL * SAMPLE_RATE));
  }

  /** Where a chunk that begins at a sample may end before the sentence does: at the quietest place. */
  #cut(from: number): number | undefined {
    const { end } = this.#speech;
    if (end - from < PIECE * SAMPLE_RATE) return undefined;
    let best = end;
    let least = Infinity;
    for (let at = end - CUT_REACH * SAMPLE_RATE; at + FRAME <= end; at += FRAME) {
      const energy = this.#audio.subarray(at, at + FRAME).reduce((sum, sample) => sum + sample * sample, 0);
      if (energy > least) continue;
      least = energy;
      best = at + FRAME / 2;
    }
    return Math.round(best);
  }

  /** The words that are heard before a time, as far as that is known. */
  #wordsBefore(seconds: number): HeardWord[] {
    const rest = this.#sentence.words.slice(this.#nextWord);
    // An estimate may be too early, so the last word is kept for the end.
    const times =
      this.#heard.length > 0 ? this.#untilLastHeard(rest) : rest.slice(0, -1).map((word) => this.#estimate(word));
    const after = times.findIndex(({ start, end }) => (start + end) / 2 > seconds);
    return after < 0 ? times : times.slice(0, after);
  }

  #untilLastHeard(rest: readonly ScriptWord[]): HeardWord[] {
    const heard = this.#heard.slice(this.#nextWord, this.#nextWord + rest.length);
    const known = rest.slice(0, heard.length);
    return fillGaps(known, heard, this.#sent / SAMPLE_RATE, heard.at(-1)?.start ?? 0);
  }

  /** When a word is heard, estimated by its place among the phonemes. */
  #estimate({ from, to }: ScriptWord): HeardWord {
    const begin = this.#speech.start / SAMPLE_RATE;
    return { start: begin + from * this.#expected, end: begin + to * this.#expected };
  }

  #restOfWords(): HeardWord[] {
    const begin = Math.max(this.#sent, this.#speech.start) / SAMPLE_RATE;
    return fillGaps(
      this.#sentence.words.slice(this.#nextWord),
      this.#heard.slice(this.#nextWord),
      begin,
      Math.max(begin, this.#speech.end / SAMPLE_RATE),
    );
  }

  #chunk(from: number, to: number, times: readonly HeardWord[]): SpeechChunk {
    const { text, source, speed, endsBlock, words } = this.#sentence;
    const last = this.#isComplete;
    const [first, spoken] = [this.#nextWord, words.slice(this.#nextWord, this.#nextWord + times.length)];
    const [sentenceFrom, wordEnd] = [this.#sentence.from, spoken.at(-1)];
    const isWhole = first === 0 && sentenceFrom === 0;
    const start = isWhole ? source.start : (words[first]?.source.start ?? source.end);
    const end = last ? source.end : Math.max(start, wordEnd?.source.end ?? start);
    return {
      ...{ pcm: this.#pcm(from, to).buffer, source: { start: Math.min(start, end), end }, phonemes: '', speed },
      ...{ sentence: text, sentenceSource: source },
      spokenStart: isWhole ? 0 : (words[first]?.start ?? text.length),
      spokenEnd: last ? text.length : (wordEnd?.end ?? 0),
      ...{ endsSentence: last, endsBlock: last && endsBlock },
      words: inChunk(spoken, times, from / SAMPLE_RATE, to / SAMPLE_RATE),
      realTimeFactor: this.#realTimeFactor(),
    };
  }

  /** The samples of a chunk, faded in and out at the ends of the sentence, and the pause after it. */
  #pcm(from: number, to: number): Float32Array<ArrayBuffer> {
    const pause = this.#isComplete ? Math.round(this.#sentence.pause * SAMPLE_RATE) : 0;
    const pcm = new Float32Array(to - from + pause);
    pcm.set(this.#audio.subarray(from, to));
    const fade = Math.min(FADE, (to - from) / 2);
    for (let i = 0; i < fade; i++) {
      if (this.#nextWord === 0) pcm[i] = ((pcm[i] ?? 0) * i) / fade;
      if (this.#isComplete) pcm[to - from - 1 - i] = ((pcm[to - from - 1 - i] ?? 0) * i) / fade;
    }
    return pcm;
  }

  /** Seconds that the server takes for a second of sound, once it has begun; undefined if all came at once. */
  #realTimeFactor(): number | undefined {
    if (!this.#began || this.#length === this.#began.length) return undefined;
    const seconds = (performance.now() - this.#began.at) / 1000;
    return seconds / ((this.#length - this.#began.length) / SAMPLE_RATE);
  }
}

/** Words with their times in a chunk, one after the other. @param from @param to seconds in the sentence's sound */
function inChunk(words: readonly ScriptWord[], times: readonly HeardWord[], from: number, to: number): SpokenWord[] {
  let at = 0;
  return words.map(({ source }, i) => {
    const { start = from, end = from } = times[i] ?? {};
    const begin = Math.max(at, Math.min(start, to) - from);
    at = Math.max(begin, Math.min(end, to) - from);
    return { source, start: begin, end: at };
  });
}

/** Gives words without a time those between their neighbours', in proportion to their phonemes. */
function fillGaps(
  words: readonly ScriptWord[],
  heard: readonly (HeardWord | undefined)[],
  begin: number,
  end: number,
): HeardWord[] {
  const times: HeardWord[] = [];
  for (let i = 0; i < words.length;) {
    const known = heard[i];
    if (known) {
      times.push(known);
      i++;
      continue;
    }
    let after = i;
    while (after < words.length && !heard[after]) after++;
    const [from, to] = [times.at(-1)?.end ?? begin, heard[after]?.start ?? end];
    const [first, last] = [words[i]?.from ?? 0, words[after - 1]?.to ?? 1];
    const timeOf = (share: number): number => from + ((share - first) / (last - first || 1)) * Math.max(0, to - from);
    for (const word of words.slice(i, after)) times.push({ start: timeOf(word.from), end: timeOf(word.to) });
    i = after;
  }
  return times;
}
