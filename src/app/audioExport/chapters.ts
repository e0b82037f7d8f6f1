import type { Outline } from '../../document/outline';
import type { SavedSpeech } from '../../speech/sinks/speakToWav';
import type { Chapter } from '../../speech/sinks/tags';

/** A text of a recording. */
export interface RecordedText {
  title: string;
  outline: Outline;
  saved: SavedSpeech;
}

/**
 * The chapters of a recording, without gaps: one for each text, or with `headings` one for each heading, and for what
 * comes before the first one.
 */
export function chaptersOf(texts: readonly RecordedText[], headings: boolean): Chapter[] {
  const starts: { title: string; start: number }[] = [];
  let offset = 0;
  for (const text of texts) {
    const inside = headings ? headingsIn(text) : [];
    if (inside[0]?.start !== 0) starts.push({ title: text.title, start: offset });
    starts.push(...inside.map(({ title, start }) => ({ title, start: offset + start })));
    offset += text.saved.seconds;
  }
  const chapters = starts.map((chapter, i) => ({ ...chapter, end: starts[i + 1]?.start ?? offset }));
  return chapters.filter(({ start, end }) => end > start); // a heading without words takes no time
}

function headingsIn({ outline, saved }: RecordedText): { title: string; start: number }[] {
  return outline.flatMap(({ kind, runs, sentences }) => {
    const from = sentences[0]?.start;
    const spoken = from === undefined ? undefined : saved.timings.find(({ source }) => source.start >= from);
    if (kind !== 'heading' || spoken === undefined) return [];
    return [{ title: textOf(runs), start: spoken.start }];
  });
}

/** The title of a text: its first heading of the first level. */
export function firstHeading(outline: Outline): string | undefined {
  const heading = outline.find(({ kind, level }) => kind === 'heading' && level === 1);
  return heading && textOf(heading.runs);
}

function textOf(runs: Outline[number]['runs']): string {
  return runs
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}
