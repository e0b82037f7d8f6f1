import type { SourceRange } from '../../common/range';
import type { SavedSpeech } from '../../speech/sinks/speakToWav';

/** Between texts that are joined. */
const GAP = '\n\n';

/** Joins texts and their recordings: offsets and times count from the start of the whole. */
export function joinRecordings(parts: readonly { text: string; saved: SavedSpeech }[]): {
  text: string;
  saved: SavedSpeech;
} {
  const saved: SavedSpeech = { seconds: 0, timings: [] };
  let at = 0;
  for (const { text, saved: part } of parts) {
    const [chars, time] = [at, saved.seconds];
    const shifted = ({ start, end }: SourceRange): SourceRange => ({ start: start + chars, end: end + chars });
    for (const { text: said, source, start, end, words } of part.timings)
      saved.timings.push({
        text: said,
        source: shifted(source),
        start: start + time,
        end: end + time,
        ...(words && {
          words: words.map((word) => ({
            source: shifted(word.source),
            start: word.start + time,
            end: word.end + time,
          })),
        }),
      });
    saved.seconds += part.seconds;
    at += text.length + GAP.length;
  }
  return { text: parts.map(({ text }) => text).join(GAP), saved };
}
