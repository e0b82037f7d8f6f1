// Time for 1,000 characters of a file's lines, warm, and for loading: node --import tsx scripts/eval/speed.mts FILE
import { readFileSync } from 'node:fs';
import { English } from '../../src/engine/phonemes/english/english';

const [file = ''] = process.argv.slice(2);
const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
const characters = lines.reduce((sum, line) => sum + line.length, 0);
const began = performance.now();
const english = await English.load('en-us');
const load = performance.now() - began;
const times: number[] = [];
for (let round = 0; round < 7; round++) {
  const start = performance.now();
  for (const line of lines) await english.phonemize(english.normalize(line));
  times.push(((performance.now() - start) / characters) * 1000);
}
times.sort((a, b) => a - b);
console.log(`loaded in ${load.toFixed(0)} ms, ${(times[3] ?? NaN).toFixed(1)} ms per 1,000 characters (median of 7)`);
