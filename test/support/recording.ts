import { type Format, readDocument } from '../../src/document/formats';
import type { Outline } from '../../src/document/outline';
import type { LanguageCode } from '../../src/language/language';
import { LANGUAGES } from '../../src/language/languages';
import { splitSentences } from '../../src/language/sentences';
import type { TimedWord } from '../../src/speech/sinks/timedWords';

/** Seconds that a letter and a pause after a block take. */
const LETTER = 0.07;
const PAUSE = 0.5;

/** A document as if it had been recorded: its outline, and each of its words at a time. */
export function recorded(
  source: string,
  language: LanguageCode,
  format: Format = 'markdown',
): { outline: Outline; words: TimedWord[]; seconds: number } {
  const outline: Outline = [];
  const words: TimedWord[] = [];
  let now = 0;
  const wide = language === 'ja' || language === 'zh';
  for (const block of readDocument(source, format, { codeBlocks: 'announce', phrases: LANGUAGES[language].phrases })) {
    const { kind, level, text } = block;
    const sentences = splitSentences(text).map((sentence) => sentence.sourceRange(0, sentence.text.length));
    outline.push({ kind, ...(level !== undefined && { level }), runs: text.runs, sentences });
    for (const { index, segment, isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(
      text.text,
    )) {
      if (isWordLike !== true) continue;
      const { start: from, end: to } = text.sourceRange(index, index + segment.length);
      const start = now;
      now += LETTER * segment.length * (wide ? 2.5 : 1);
      const before = words.at(-1);
      if (before && from < before.to) before.end = now;
      else words.push({ text: source.slice(from, to), from, to, start, end: now });
    }
    now += PAUSE;
  }
  return { outline, words, seconds: now };
}
