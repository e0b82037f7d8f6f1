import { readPlainText } from '../document/plainText';
import { PACK_ROWS } from '../kokoro/voicePack';
import { toIds } from '../kokoro/vocabulary';
import { joinSegments, type Language } from '../language/language';
import { cutUtterance, planSegments } from '../engine/planner';
import { pauseAfterSentence, pauseIn, withEndMark } from '../engine/punctuation';
import { sentencesOf } from '../engine/sentences';
import { PlaybackBuffer } from './playbackBuffer';

/** One run of the model. */
export interface Utterance {
  phonemes: string;
  /** The model's input: the phonemes' ids between two zeros. */
  ids: number[];
  /** The row of the voice whose style fits this length. */
  row: number;
  /** The part of the text that it speaks, in UTF-16 code units. */
  start: number;
  end: number;
  /** Seconds of silence to add after it. */
  pause: number;
}

/**
 * Cuts a text into utterances for a model in one graph: the first is short, so that sound starts early, and none is longer
 * than the listener can wait for. `next(seconds)` says how long the sound of the one before it is.
 */
export async function* utterancesOf(
  text: string,
  language: Language,
  vocabulary: ReadonlyMap<string, number>,
): AsyncGenerator<Utterance, void, number> {
  const buffer = new PlaybackBuffer();
  for (const block of readPlainText(text)) {
    const sentences = sentencesOf(block, language);
    for (const [i, sentence] of sentences.entries()) {
      const segments = await language.phonemize(language.normalize(sentence.text));
      let rest = planSegments(segments, sentence.text, language);
      while (rest.length > 0) {
        const [utterance, after] = cutUtterance(rest, buffer.limit);
        rest = after;
        const last = rest.length === 0;
        const phonemes = withEndMark(joinSegments(utterance), last);
        if (!/\p{L}/u.test(phonemes)) continue;
        const { start } = sentence.sourceRange(utterance[0]?.start ?? 0, utterance[0]?.end ?? 0);
        const { end } = sentence.sourceRange(utterance.at(-1)?.start ?? 0, utterance.at(-1)?.end ?? 0);
        const seconds = yield {
          ...{ phonemes, start, end },
          ids: [0, ...toIds(phonemes, vocabulary), 0],
          row: Math.min(phonemes.length, PACK_ROWS) - 1,
          pause: last ? pauseAfterSentence(block, i === sentences.length - 1) : pauseIn(utterance),
        };
        buffer.add(phonemes.length, seconds);
      }
    }
  }
}
