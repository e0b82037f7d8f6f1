import { type Kept, type Margins, TrimAndPad } from './trimAndPad';
import type { Utterance } from './model/utterance';
import type { Window } from './windows';
import { heardTimes, type WordTime } from './wordTimes';

/** A window of an utterance, ready to be heard. */
export interface SaidWindow {
  pcm: Float32Array<ArrayBuffer>;
  /** The samples of the model that it was made from. */
  kept: Kept;
  window: Window;
  /** When its words are heard, in samples of the model. */
  times: WordTime[];
  isLast: boolean;
}

/**
 * Makes the sound of an utterance, window by window. Windows that are silent are heard with the next one.
 * @param words of the whole utterance
 * @param windows the part of it that is heard, without gaps
 */
export async function* say(
  utterance: Utterance,
  words: readonly WordTime[],
  windows: readonly Window[],
  { gain, margins }: { gain: number; margins: Margins },
): AsyncGenerator<SaidWindow, void, void> {
  const shaper = new TrimAndPad(utterance.samples, windows[0]?.from ?? 0, gain, margins);
  let silent: Window | undefined;
  let earliest: number | undefined;
  for (const [i, each] of windows.entries()) {
    const isLast = i === windows.length - 1;
    const heard = shaper.add(await utterance.sound(each.from, each.to), isLast);
    const window = silent ? { ...each, from: silent.from, firstWord: silent.firstWord } : each;
    silent = heard ? undefined : window;
    if (!heard) continue;
    const times = heardTimes(words, shaper.audio, gain, window, earliest);
    earliest = times.at(-1)?.to ?? earliest;
    yield { ...heard, window, times, isLast };
  }
}
