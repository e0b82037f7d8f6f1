import { readMarkdown } from '../../../src/document/markdown';
import type { OutlineBlock } from '../../../src/document/outline';
import { SAMPLE_RATE } from '../../../src/kokoro/model';
import { LANGUAGES } from '../../../src/language/languages';
import { sourceOffset, textOf } from '../../../src/webview/player/documentIndex';
import type { PlayerChunk, ToPlayer } from '../../../src/webview/protocol';

/** A Markdown document as the extension would send it, with a chunk of silence for each sentence. */
export function readingOf(
  title: string,
  markdown: string,
  secondsPerWord = 0.3,
): { document: ToPlayer; chunks: PlayerChunk[] } {
  const blocks = [...readMarkdown(markdown, { codeBlocks: 'announce', phrases: LANGUAGES['en-us'].phrases })].map(
    ({ kind, level, text }): OutlineBlock => ({
      kind,
      ...(level !== undefined && { level }),
      runs: text.runs,
      sentences: [],
    }),
  );
  const chunks: PlayerChunk[] = [];
  for (const block of blocks) {
    const source = (start: number, end: number): { start: number; end: number } => ({
      start: sourceOffset(block, start),
      end: sourceOffset(block, end - 1) + 1,
    });
    for (const sentence of textOf(block).matchAll(/\S.*?(?:[.!?](?=\s|$)|$)/g)) {
      const words = [...sentence[0].matchAll(/[^\s.,;:!?]+(?:[.-][^\s.,;:!?]+)*/g)].map((word, i) => ({
        source: source(sentence.index + word.index, sentence.index + word.index + word[0].length),
        start: i * secondsPerWord,
        end: (i + 1) * secondsPerWord,
      }));
      const range = source(sentence.index, sentence.index + sentence[0].length);
      const frames = Math.max(1, words.length) * secondsPerWord * SAMPLE_RATE;
      const pcm = new Float32Array(Math.round(frames)).buffer;
      chunks.push({
        index: chunks.length,
        pcm,
        speed: 1,
        source: range,
        sentenceSource: range,
        words,
        ends: 'sentence',
      });
    }
  }
  return { document: { type: 'document', title, length: markdown.length, blocks }, chunks };
}
