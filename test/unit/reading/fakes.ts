import { setImmediate as turn } from 'node:timers/promises';
import type { AssetProgress } from '../../../src/assets/store';
import { Emitter } from '../../../src/common/emitter';
import type { Outline } from '../../../src/document/outline';
import { SAMPLE_RATE } from '../../../src/kokoro/model';
import type { SpeechChunk } from '../../../src/kokoro/speechChunk';
import type { ReadingText } from '../../../src/reading/readingText';
import type { Speech, SpeechHooks, SpeechRequest } from '../../../src/speech/speech';
import type { FromPlayer, PlayerPort, PlayerState, ToPlayer } from '../../../src/webview/protocol';

export const SECONDS_PER_CHUNK = 2;

/** Sentences of four words, "a01 b01 c01 d01. ", 17 characters long. */
export const SENTENCE_LENGTH = 17;
export function sentences(count: number, first = 0): string {
  const number = (i: number): string => String(first + i).padStart(2, '0');
  return Array.from({ length: count }, (_, i) => `a${number(i)} b${number(i)} c${number(i)} d${number(i)}. `).join('');
}

export function textOf(text: string): ReadingText {
  return { text, format: 'plain', title: 'Test', source: { uri: 'file:///test.txt', offset: 0, whole: true } };
}

/** Speaks a sentence, which ends with a full stop, in two seconds; each word takes half a second. */
export class FakeSpeech implements Pick<Speech, 'speak' | 'outline'> {
  readonly requests: SpeechRequest[] = [];
  /** The chunks of a sentence. */
  windows: 1 | 2 = 1;
  outlines = 0;
  signal: AbortSignal | undefined;
  made = 0;
  error: Error | undefined;
  progress: AssetProgress | undefined;
  /** Chunks wait for it. */
  gate: Promise<void> = Promise.resolve();

  async *speak(request: SpeechRequest, hooks: SpeechHooks): AsyncGenerator<SpeechChunk, void, void> {
    this.requests.push(request);
    this.signal = hooks.signal;
    if (this.progress) hooks.onProgress?.(this.progress);
    for (const sentence of sentencesOf(request.text)) {
      if (sentence.end <= request.from) continue;
      await turn();
      await this.gate;
      if (this.error) throw this.error;
      this.made++;
      const chunk = chunkOf(request, sentence);
      yield* this.windows === 1 ? [chunk] : halvesOf(chunk);
    }
  }

  async outline({ text }: SpeechRequest): Promise<Outline> {
    this.outlines++;
    await turn();
    const source = { start: 0, end: text.length };
    return [{ kind: 'paragraph', runs: [{ text, source }], sentences: sentencesOf(text) }];
  }
}

function sentencesOf(text: string): { start: number; end: number }[] {
  return [...text.matchAll(/[^\s.][^.]*\./g)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
}

function chunkOf(request: SpeechRequest, sentence: { start: number; end: number }): SpeechChunk {
  const { text, from, speed } = request;
  const source = { ...sentence, start: Math.max(from, sentence.start) };
  const words = [...text.slice(source.start, source.end).matchAll(/\w+/g)].map(({ index, 0: word }, i) => ({
    source: { start: source.start + index, end: source.start + index + word.length },
    ...{ start: i / 2 / speed, end: (i + 1) / 2 / speed },
  }));
  return {
    pcm: new ArrayBuffer((SECONDS_PER_CHUNK / speed) * SAMPLE_RATE * Float32Array.BYTES_PER_ELEMENT),
    ...{ source, sentenceSource: sentence, words, speed, phonemes: 'x', endsSentence: true, endsBlock: false },
    ...{ sentence: text.slice(sentence.start, sentence.end), spokenStart: 0, spokenEnd: sentence.end - sentence.start },
  };
}

/** The chunk as two: the first two words, and the rest. */
function halvesOf(chunk: SpeechChunk): SpeechChunk[] {
  const words = chunk.words ?? [];
  const [second] = words.slice(2);
  if (!second) return [chunk];
  const cut = second.source.start;
  const bytes = Math.round(second.start * SAMPLE_RATE) * Float32Array.BYTES_PER_ELEMENT;
  const { pcm, source } = chunk;
  const moved = words
    .slice(2)
    .map((word) => ({ ...word, start: word.start - second.start, end: word.end - second.start }));
  return [
    {
      ...chunk,
      pcm: pcm.slice(0, bytes),
      source: { ...source, end: cut - 1 },
      words: words.slice(0, 2),
      endsSentence: false,
    },
    { ...chunk, pcm: pcm.slice(bytes), source: { ...source, start: cut }, words: moved },
  ];
}

type Chunk = Extract<ToPlayer, { type: 'chunk' }>['chunk'];

/** Keeps the chunks as the player does, and reports what the test tells it to. */
export class FakePlayer implements PlayerPort {
  readonly received: ToPlayer[] = [];
  readonly messages = new Emitter<FromPlayer>();
  readonly closed = new Emitter<void>();
  readonly reloaded = new Emitter<void>();
  readonly onMessage = this.messages.event;
  readonly onClosed = this.closed.event;
  readonly onReload = this.reloaded.event;
  revealed = 0;
  session = 0;
  chunks: Chunk[] = [];
  ended = false;
  speed = 1;

  reveal(): void {
    this.revealed++;
  }

  post(message: ToPlayer): void {
    this.received.push(message);
    if (message.type === 'settings') this.speed = message.speed;
    if (message.type === 'start') {
      this.session = message.session;
      this.chunks = [];
    }
    if (message.type === 'end') this.ended = true;
    if (message.type === 'start' || message.type === 'cut') this.ended = false;
    if (message.type === 'chunk') {
      if (message.chunk.index !== this.chunks.length) throw new Error(`Chunk ${message.chunk.index} is out of order.`);
      this.chunks.push(message.chunk);
    }
    if (message.type === 'cut') this.chunks.length = message.after + 1;
    if (message.type === 'move')
      for (const moved of message.chunks) this.chunks[moved.index] = { ...this.chunks[moved.index], ...moved } as Chunk;
  }

  last<T extends ToPlayer['type']>(type: T): Extract<ToPlayer, { type: T }> | undefined {
    return this.received.findLast((message) => message.type === type) as Extract<ToPlayer, { type: T }> | undefined;
  }

  report(state: PlayerState): void {
    this.messages.fire({ type: 'state', session: this.session, state });
  }

  /** The word of a chunk starts to be heard. */
  playTo(index: number, word = 0): void {
    const into = this.chunks[index]?.words[word]?.start ?? 0;
    const seconds = this.chunks.map(({ pcm, speed }) => (pcm.byteLength / 4 / SAMPLE_RATE) * (speed / this.speed));
    const sum = (list: number[]): number => list.reduce((total, n) => total + n, 0);
    const session = this.session;
    const position = { index, heard: sum(seconds.slice(0, index)) + into, ahead: sum(seconds.slice(index)) - into };
    this.messages.fire({ type: 'position', session, ...position });
    this.messages.fire({ type: 'word', session, index, word });
  }
}

export async function settle(): Promise<void> {
  for (let i = 0; i < 100; i++) await turn();
}
