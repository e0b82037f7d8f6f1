import type { SourceRange } from '../../common/range';
import { secondsOf, type SpeechChunk, type SpokenWord } from '../../kokoro/speechChunk';
import { nothingSpoken } from '../nothingSpoken';
import type { Speech, SpeechHooks, SpeechRequest } from '../speech';
import { WavWriter } from './wav';

/** A chunk of speech in the file: what it says, and when, in seconds from the file's start. */
export interface Timing {
  text: string;
  /** Its place in the text. */
  source: SourceRange;
  start: number;
  end: number;
  /** The same for each word, if the model reports word timings. */
  words?: SpokenWord[];
}

export interface SavedSpeech {
  /** Length of the audio, s. */
  seconds: number;
  timings: Timing[];
}

export interface WavHooks extends SpeechHooks {
  /** Where the file is written until it is complete; beside its path by default. */
  workFolder?: string;
  /** A chunk has been written. @param seconds of audio in the file so far */
  onChunk?: (chunk: SpeechChunk, seconds: number) => void;
}

/**
 * Reads a text aloud into a WAV file, which appears under its name once it is complete. Leaves nothing behind when
 * it fails.
 * @throws KokoroError `output-not-writable`, `disk-full`, `nothing-to-read`, `voice-mismatch`, or as `Speech.speak`;
 *   AbortError
 */
export async function speakToWav(
  speech: Pick<Speech, 'speak'>,
  request: SpeechRequest,
  path: string,
  hooks: WavHooks,
): Promise<SavedSpeech> {
  const wav = await WavWriter.create(path, hooks.workFolder);
  const saved: SavedSpeech = { seconds: 0, timings: [] };
  try {
    for await (const chunk of speech.speak(request, hooks)) {
      await wav.write(new Float32Array(chunk.pcm));
      saved.timings.push(timingOf(chunk, saved.seconds));
      saved.seconds += secondsOf(chunk);
      hooks.onChunk?.(chunk, saved.seconds);
    }
    if (saved.timings.length === 0) throw nothingSpoken(request.text);
    await wav.finish();
    return saved;
  } catch (error) {
    await wav.abandon();
    throw error;
  }
}

/** The timing of a chunk that starts at `start` in the file. */
function timingOf(chunk: SpeechChunk, start: number): Timing {
  const { source, sentence, spokenStart, spokenEnd, words } = chunk;
  const timing = { text: sentence.slice(spokenStart, spokenEnd), source, start, end: start + secondsOf(chunk) };
  if (words === undefined) return timing;
  return { ...timing, words: words.map((word) => ({ ...word, start: start + word.start, end: start + word.end })) };
}
