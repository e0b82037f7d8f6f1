import { SAMPLE_RATE } from '../../kokoro/model';
import type { SpeechRequest } from '../speech';
import type { SavedSpeech } from './speakToWav';
import { timedWords, type TimedWord } from './timedWords';

/** A recording's word and chunk times as JSON, with offsets in the text. */
export function timingsJson(
  saved: SavedSpeech,
  { text, voice, speed }: Pick<SpeechRequest, 'text' | 'voice' | 'speed'>,
): string {
  const words = wordsIn(saved, text);
  const content = {
    sampleRate: SAMPLE_RATE,
    voice: typeof voice === 'string' ? voice : voice.pack,
    speed,
    ...(words && { words }),
    chunks: saved.timings,
  };
  return JSON.stringify(content, undefined, 1);
}

/** The words of a recording; undefined if the model does not tell how long they are. */
export function wordsIn({ timings }: SavedSpeech, text: string): TimedWord[] | undefined {
  if (timings.some(({ words }) => words === undefined)) return undefined;
  return timedWords(
    timings.flatMap(({ words = [] }) => words),
    text,
  );
}
