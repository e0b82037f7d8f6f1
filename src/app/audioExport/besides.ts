import { join } from 'node:path';
import type { LanguageCode } from '../../language/language';
import { writeOutput } from '../../speech/sinks/outputFile';
import { type Cue, subtitles, toSrt, toVtt } from '../../speech/sinks/subtitles';
import { timingsContent, wordsIn } from '../../speech/sinks/timingsContent';
import type { AudioText } from './documents';
import type { RecordedText } from './chapters';
import type { AudioSettings } from './settings';

/** A text, its outline and its recording. */
export interface Part extends RecordedText {
  text: AudioText;
}

/** The endings of what goes beside an audio file. */
export function besideEndings({ subtitles: hasCues, timings }: Pick<AudioSettings, 'subtitles' | 'timings'>): string[] {
  return [...(hasCues ? ['.srt', '.vtt'] : []), ...(timings ? ['.json'] : [])];
}

/**
 * Writes what goes beside an audio file: subtitles and times. Subtitles need words with times, which some models do not
 * give.
 * @param name of the audio file in the folder, without its ending
 * @returns the places of the files in the folder
 */
export async function writeBesides(
  folder: string,
  name: string,
  parts: readonly Part[],
  language: LanguageCode,
  settings: Pick<AudioSettings, 'speak' | 'subtitles' | 'timings'>,
): Promise<string[]> {
  const files: string[] = [];
  const write = async (ending: string, content: string): Promise<void> => {
    await writeOutput(join(folder, name + ending), content);
    files.push(name + ending);
  };
  if (settings.subtitles) {
    const cues = cuesOf(parts, language);
    await write('.srt', toSrt(cues));
    await write('.vtt', toVtt(cues));
  }
  if (settings.timings) await write('.json', JSON.stringify(timesOf(parts, settings.speak), undefined, 1));
  return files;
}

function cuesOf(parts: readonly Part[], language: LanguageCode): Cue[] {
  const cues: Cue[] = [];
  let offset = 0;
  for (const { text, outline, saved } of parts) {
    for (const { start, end, lines } of subtitles(outline, wordsIn(saved, text.text) ?? [], language))
      cues.push({ start: offset + start, end: offset + end, lines });
    offset += saved.seconds;
  }
  return cues;
}

/** Times of one text as `kokoro speak --timings` writes them; of several, with the place of each in the recording. */
function timesOf(parts: readonly Part[], speak: AudioSettings['speak']): unknown {
  const [first] = parts;
  const contentOf = ({ text, saved }: Part) => timingsContent(saved, { ...speak, text: text.text });
  if (first !== undefined && parts.length === 1) return contentOf(first);
  let offset = 0;
  return {
    documents: parts.map((part) => {
      const start = offset;
      offset += part.saved.seconds;
      return { name: part.text.name, title: part.title, start, end: offset, ...contentOf(part) };
    }),
  };
}
