// Compares our Chinese and Japanese numbers with those of scripts/eval/kanjiNumbers.py:
// node --import tsx scripts/eval/kanjiNumbers.mts numbers.tsv
import { readFileSync } from 'node:fs';
import { difference } from '../../test/support/kanjiNumbers';

const [file = ''] = process.argv.slice(2);
const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
const found = lines.flatMap((line) => difference(line) ?? []);
console.log(found.slice(0, 20).join('\n'));
console.log(`${found.length} of ${lines.length} numbers differ`);
