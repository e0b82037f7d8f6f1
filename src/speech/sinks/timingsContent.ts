import { SAMPLE_RATE } from '../../kokoro/model';
import type { SpeechRequest } from '../speech';
import type { SavedSpeech, Timing } from './speakToWav';
import { timedWords, type TimedWord } from './timedWords';

/** A recording's word and chunk times, with offsets in the text, as they are written as JSON. */
interface TimingsContent {
  sampleRate: number;
  voice: string;
  speed: number;
  words?: TimedWord[];
  chunks: Timing[];
}

export function timingsContent(
  saved: SavedSpeech,
  { text, voice, speed }: Pick<SpeechRequest, 'text' | 'voice' | 'speed'>,
): TimingsContent {
  const words = wordsIn(saved, text);
  return {
    sampleRate: SAMPLE_RATE,
    voice: typeof voice === 'string' ? voice : voice.pack,
    speed,
    ...(words && { words }),
    chunks: saved.timings,
  };
}

/** The words of a recording; undefined if the model does not tell how long they are. */
export function wordsIn({ timings }: SavedSpeech, text: string): TimedWord[] | undefined {
  if (timings.some(({ words }) => words === undefined)) return undefined;
  return timedWords(
    timings.flatMap(({ words = [] }) => words),
    text,
  );
}
