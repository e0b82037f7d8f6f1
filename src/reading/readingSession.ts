import type { SourceRange } from '../common/range';
import { secondsOf, type SpeechChunk } from '../kokoro/speechChunk';
import type { PlayerChunk, PlayerWord, ToPlayer } from '../webview/protocol';
import { bookmark, findBookmark } from './bookmark';
import { firstChange, moveRange, type TextEdits } from './edits';
import type { Plan } from './plan';
import type { ReadingText } from './readingText';

/** Where a session starts: an offset in the text, and the seconds already heard. */
export interface Start {
  from: number;
  elapsed: number;
}

/** Where new chunks join: after the chunk with this index, starting at this source offset. */
export interface Joint {
  after: number;
  from: number;
}

interface SentChunk {
  source: SourceRange;
  sentenceSource: SourceRange;
  words: PlayerWord[];
  endsSentence: boolean;
  /** Its length at speed 1, s. */
  seconds: number;
}

/** Seconds of speech to buffer in the player: enough for a slow machine, and little is wasted when settings change. */
const BUFFERED_SECONDS = 15;

/** A text as the player plays it: tracks which chunks were sent and which word is heard, also while it is edited. */
export class ReadingSession {
  readonly id: number;
  readonly #startedAt = performance.now();
  readonly #elapsed: number;
  readonly #chunks: SentChunk[] = [];
  #text: ReadingText;
  #from: number;
  /** The chunk and the word being heard; −1 before the first. */
  #index = -1;
  #word = -1;
  /** Seconds heard, and when the current sentence began. */
  #heard = 0;
  #sentenceBegan = 0;
  #ahead = 0;
  #speed: number;
  /** Makes `untilWanted` check the buffer again. */
  #wake: () => void = () => undefined;

  constructor(id: number, text: ReadingText, start: Start, speed: number) {
    this.id = id;
    this.#text = text;
    this.#from = start.from;
    this.#elapsed = start.elapsed;
    this.#speed = speed;
  }

  get text(): ReadingText {
    return this.#text;
  }

  /** Milliseconds since it started. */
  get age(): number {
    return performance.now() - this.#startedAt;
  }

  get isEmpty(): boolean {
    return this.#chunks.length === 0;
  }

  /** Index of the last chunk sent; −1 before the first. */
  get last(): number {
    return this.#chunks.length - 1;
  }

  /** The sentence and the word being heard. */
  get spoken(): { sentence: SourceRange; word?: SourceRange } | undefined {
    const chunk = this.#chunks[this.#index];
    const word = chunk?.words[this.#word]?.source;
    return chunk && { sentence: chunk.sentenceSource, ...(word && { word }) };
  }

  /** The place reached: where the word being heard starts. */
  get place(): Start {
    const chunk = this.#chunks[this.#index];
    const from = chunk?.words[this.#word]?.source.start ?? chunk?.source.start ?? this.#from;
    return { from, elapsed: this.#elapsed + this.#heard };
  }

  /** Seconds for which the current sentence has been heard. */
  get sentenceSeconds(): number {
    return this.#heard - this.#sentenceBegan;
  }

  /** Seconds that the buffered audio lasts, at the current speed. */
  get ahead(): number {
    return this.#ahead;
  }

  /** Counts a chunk as sent. @returns it as the player receives it */
  add(chunk: SpeechChunk, plan: Plan): PlayerChunk {
    const { pcm, endsSentence, endsBlock } = chunk;
    const speed = chunk.speed / (this.#text.pace ?? 1); // the player plays at the speed in the settings
    const source = plan.moved(chunk.source);
    const sentenceSource = plan.moved(chunk.sentenceSource);
    const words = (chunk.words ?? []).map((word) => ({ ...word, source: plan.moved(word.source) }));
    const seconds = secondsOf(chunk) * speed;
    const index = this.#chunks.push({ source, sentenceSource, words, endsSentence, seconds }) - 1;
    this.#ahead += seconds / this.#speed;
    const ends = endsBlock ? 'paragraph' : endsSentence ? 'sentence' : undefined;
    return { index, pcm, speed, source, sentenceSource, words, ...(ends && { ends }) };
  }

  /** Waits until the player's buffer needs more, or the plan ends. */
  async untilWanted({ signal }: Plan): Promise<void> {
    const wake = (): void => this.#wake();
    signal.addEventListener('abort', wake);
    while (!signal.aborted && this.#ahead > BUFFERED_SECONDS) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    signal.removeEventListener('abort', wake);
  }

  /** Records the player's position; one in a chunk that was cut is ignored. @returns whether another chunk is heard */
  playedTo({ index, heard, ahead }: { index: number; heard: number; ahead: number }): boolean {
    const chunk = this.#chunks[index];
    if (chunk === undefined) return false;
    this.#heard = heard;
    this.setAhead(ahead);
    if (index === this.#index) return false;
    if (chunk.sentenceSource.start !== this.#chunks[this.#index]?.sentenceSource.start) this.#sentenceBegan = heard;
    this.#index = index;
    this.#word = -1;
    return true;
  }

  /** Records the word being heard. @returns whether it is one of a chunk that was sent */
  wordHeard({ index, word }: { index: number; word: number }): boolean {
    if (this.#chunks[index]?.words[word] === undefined) return false;
    this.#index = index;
    this.#word = word;
    return true;
  }

  /** Records how many seconds the player's buffer lasts. */
  setAhead(seconds: number): void {
    this.#ahead = seconds;
    this.#wake();
  }

  setSpeed(speed: number): void {
    this.#ahead *= this.#speed / speed;
    this.#speed = speed;
  }

  /** Index of the last chunk before a source offset, but no earlier than the one being heard. */
  lastBefore(offset: number): number {
    const next = this.#chunks.findIndex(({ source }, i) => i > this.#index && source.start >= offset);
    return next < 0 ? this.last : next - 1;
  }

  /** Where other settings can take over: at the end of the first sentence that lasts for another `margin` seconds. */
  joint(margin: number): Joint {
    if (this.#index < 0) return { after: -1, from: this.#from };
    const isJoint = ({ endsSentence }: SentChunk, i: number): boolean =>
      endsSentence && i >= this.#index && this.#ahead - this.secondsAfter(i) >= margin;
    const found = this.#chunks.findIndex(isJoint);
    return this.#jointAfter(found < 0 ? this.last : found);
  }

  /** Whether the player has already gone past a joint. */
  isPast({ after }: { after: number }): boolean {
    return this.#index > after;
  }

  /** Seconds that the chunks after an index last at the current speed. */
  secondsAfter(index: number): number {
    return this.#chunks.slice(index + 1).reduce((sum, { seconds }) => sum + seconds, 0) / this.#speed;
  }

  /** Forgets the chunks after an index. */
  cut(after: number): void {
    this.#ahead = Math.max(0, this.#ahead - this.secondsAfter(after));
    this.#chunks.length = Math.min(this.#chunks.length, after + 1);
    this.#wake();
  }

  /**
   * Applies edits to the text. Sentences that changed must be synthesized again, except the one being heard.
   * @param limit index of the last chunk that may be kept
   * @returns where new chunks join, if any sentence after the current one may have changed; and whether the place was
   *   lost, because the text around it was replaced
   */
  edit(edits: TextEdits, edited: ReadingText, limit: number): { joint?: Joint; lost: boolean } {
    const current = this.#endOfSentence();
    const { from: heardTo } = this.#jointAfter(current);
    const change = firstChange(edits, heardTo);
    const keep = change === undefined ? undefined : this.#keptBefore(change, current, limit);
    const joint = keep === undefined ? undefined : this.#jointAfter(keep);
    const before = this.#text.text;
    this.#text = edited;
    for (const chunk of this.#chunks) {
      chunk.source = moveRange(chunk.source, edits);
      chunk.sentenceSource = moveRange(chunk.sentenceSource, edits);
      chunk.words = chunk.words.map((word) => ({ ...word, source: moveRange(word.source, edits) }));
    }
    this.#from = moveRange({ start: this.#from, end: this.#from }, edits).end;
    if (joint === undefined) return { lost: false };
    const replaced = edits.some(({ start, deleted }) => start < joint.from && joint.from < start + deleted);
    const found = replaced ? findBookmark(edited.text, bookmark(before, joint.from)) : undefined;
    const from = found ?? moveRange({ start: joint.from, end: joint.from }, edits).end;
    return { joint: { ...joint, from }, lost: replaced && found === undefined };
  }

  /** Tells the player where the chunks are that it has yet to play. */
  moves(): Extract<ToPlayer, { type: 'move' }> {
    const first = Math.max(0, this.#index);
    const chunks = this.#chunks.slice(first).map(({ source, sentenceSource, words }, i) => ({
      ...{ index: first + i, source, sentenceSource, words },
    }));
    return { type: 'move', session: this.id, chunks };
  }

  #jointAfter(after: number): Joint {
    const chunk = this.#chunks[after];
    const from = chunk === undefined ? this.#from : chunk.endsSentence ? chunk.sentenceSource.end : chunk.source.end;
    return { after, from };
  }

  /** Index of the last chunk that was sent of the sentence being heard. */
  #endOfSentence(): number {
    if (this.#index < 0) return -1;
    let i = this.#index;
    while (i < this.last && this.#chunks[i]?.endsSentence === false) i++;
    return i;
  }

  /** Index of the last sentence's end before a change. */
  #keptBefore(change: number, current: number, limit: number): number {
    let kept = current;
    for (let i = current + 1; i <= Math.min(limit, this.last); i++) {
      const chunk = this.#chunks[i];
      if (chunk === undefined || chunk.sentenceSource.end >= change) break;
      if (chunk.endsSentence) kept = i;
    }
    return kept;
  }
}
