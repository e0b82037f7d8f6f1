// Counts the sentences with a reading that a listener would hear as wrong, and lists them:
// node --import tsx scripts/eval/japaneseReadings.mts FILE
// FILE has a line for each sentence: its text, a tab, and its reading in kana.
// scripts/eval/japaneseSets.py makes such files from public packages.
import { readFileSync } from 'node:fs';
import { nodeHost } from '../../src/engine/languages';
import { Japanese } from '../../src/language/japanese/japanese';
import type { PhonemeSegment } from '../../src/language/language';
import { heard, heardKana, soundsLike } from './heard.mts';

const [file = ''] = process.argv.slice(2);
const japanese = await Japanese.load(nodeHost());
const rows = readFileSync(file, 'utf8').trimEnd().split('\n');
let wrong = 0;
for (const row of rows) {
  const [text = '', reading = ''] = row.split('\t');
  const segments = await japanese.phonemize(japanese.normalize(text));
  const said = heard(segments.map(({ phonemes }) => phonemes).join(''));
  const wanted = heardKana(reading);
  if (soundsLike(said, wanted)) continue;
  wrong++;
  console.log([differing(wanted, segments, text), text, reading, said].join('\t'));
}
console.log(`${wrong} of ${rows.length} sentences wrong (${((100 * wrong) / rows.length).toFixed(1)} %)`);

/** The words of the text that are said differently, as far as they can be told: those between equal ends. */
function differing(wanted: string, segments: readonly PhonemeSegment[], text: string): string {
  const parts = segments.map(({ phonemes }) => heard(phonemes));
  let first = 0;
  let start = 0;
  for (; first < parts.length; first++) {
    const part = parts[first] ?? '';
    if (!soundsLike(part, wanted.slice(start, start + part.length))) break;
    start += part.length;
  }
  let last = parts.length - 1;
  let end = wanted.length;
  for (; last > first; last--) {
    const part = parts[last] ?? '';
    if (!soundsLike(part, wanted.slice(end - part.length, end))) break;
    end -= part.length;
  }
  return `${text.slice(segments[first]?.start, segments[last]?.end)} ${wanted.slice(start, end)}`;
}
