// A step of `npm run eval:timing`: node --import tsx scripts/eval/timing/aligned.ts PYTHON < RECORDINGS.json
// Compares the times of American English words with those that PocketSphinx finds. Prints rows for starts and ends.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type Recording, row } from './recording';

const [python = 'python3'] = process.argv.slice(2);
const recordings = (JSON.parse(readFileSync(0, 'utf8')) as Recording[]).filter(({ language }) => language === 'en-us');
const items = recordings.map(({ wav, words }) => ({
  wav,
  words: words.map(({ text }) => text.toLowerCase().replaceAll(/[^a-z']/g, '')),
}));
const { status, stdout, stderr } = spawnSync(python, ['scripts/eval/timing/align.py'], {
  input: JSON.stringify(items),
  encoding: 'utf8',
});
if (status !== 0) throw new Error(`PocketSphinx failed: ${stderr}`);
const aligned = JSON.parse(stdout) as ([number, number][] | null)[];

const starts: number[] = [];
const ends: number[] = [];
for (const [i, { words }] of recordings.entries()) {
  for (const [k, [start, end]] of (aligned[i] ?? []).entries()) {
    starts.push((words[k]?.start ?? NaN) - start);
    ends.push((words[k]?.end ?? NaN) - end);
  }
}
console.log([row('starts', starts), row('ends', ends)].join('\n'));
const failed = aligned.filter((times) => times === null).length;
if (failed > 0) console.log(`(${failed} of ${aligned.length} sentences could not be aligned)`);
