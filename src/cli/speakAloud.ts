import { basename } from 'node:path';
import { playAloud } from '../agents/player/playAloud';
import { SystemPlayer } from '../agents/player/systemPlayer';
import type { App } from '../app/app';
import { abortError } from '../common/errors';
import { pauseAfterSentence, pauseIn } from '../engine/punctuation';
import { SAMPLE_RATE } from '../kokoro/model';
import type { SpeechChunk } from '../kokoro/speechChunk';
import { TextSplitterStream } from '../library/textSplitter';
import { SingleSpeaker } from '../reading/singleSpeaker';
import type { SpeechHooks, SpeechRequest } from '../speech/speech';
import { logger } from './app';
import { SpeakProgress } from './speakProgress';

/** A text, or one that arrives in pieces. */
export type SpokenText = string | AsyncIterable<string>;

/**
 * Plays a text with the system's player while it is made. It takes over from any other program of the user that
 * speaks.
 * @param request says how it is spoken; its text is left out
 * @throws KokoroError `player-missing`, `player-failed`, or as `Speech.speak`; AbortError
 */
export async function speakAloud(
  text: SpokenText,
  request: Omit<SpeechRequest, 'text'>,
  { speech }: Pick<App, 'speech'>,
  signal: AbortSignal,
): Promise<void> {
  const player = new SystemPlayer();
  const progress = new SpeakProgress(typeof text === 'string' ? text.length : 0);
  const speaker = new SingleSpeaker(`kokoro ${basename(process.cwd())}`, logger());
  const hooks: SpeechHooks = {
    signal,
    rebuild: 'never',
    buffered: () => player.buffered,
    onProgress: (asset) => progress.fetching(asset),
    onRestart: (error) => progress.note(`${error.message} It was started again.`),
  };
  const speak = (part: string): AsyncIterable<SpeechChunk> => speech.speak({ ...request, text: part }, hooks);
  try {
    await speaker.take();
    await playAloud(typeof text === 'string' ? speak(text) : speakPieces(text, speak), player, speaker, signal);
    if (signal.aborted) throw abortError();
  } finally {
    progress.end();
    speaker.dispose();
  }
}

/** Speaks a text that arrives in pieces: its first clause as soon as it is there, then each sentence. */
async function* speakPieces(
  pieces: AsyncIterable<string>,
  speak: (part: string) => AsyncIterable<SpeechChunk>,
): AsyncGenerator<SpeechChunk, void, void> {
  const splitter = new TextSplitterStream({ clauses: true });
  const arriving = (async () => {
    try {
      for await (const piece of pieces) splitter.push(piece);
    } finally {
      splitter.close();
    }
  })();
  arriving.catch(() => undefined); // thrown below
  for await (const part of splitter) {
    for await (const chunk of speak(part)) yield chunk.endsBlock ? withPauseOf(part, chunk) : chunk;
  }
  await arriving;
}

/** A part of a paragraph, spoken by itself, ends with the pause of a paragraph: shortens it to that of the part. */
function withPauseOf(part: string, chunk: SpeechChunk): SpeechChunk {
  const mark = part.trimEnd().at(-1) ?? '';
  const wanted =
    pauseIn([{ phonemes: mark, start: 0, end: 1, spaceBefore: false }]) ||
    pauseAfterSentence({ kind: 'paragraph' }, false);
  const excess = (pauseAfterSentence({ kind: 'paragraph' }, true) - wanted) / chunk.speed;
  const bytes = Math.round(excess * SAMPLE_RATE) * Float32Array.BYTES_PER_ELEMENT;
  return { ...chunk, pcm: chunk.pcm.slice(0, Math.max(0, chunk.pcm.byteLength - bytes)) };
}
