// A step of `npm run eval:timing`: node --import tsx scripts/eval/timing/energy.ts < RECORDINGS.json
// Compares when words start and end with what can be seen in the sound: where it begins and ends at pauses, where stops
// close, and where an "s" begins to hiss. Prints a row for each.
import { readFileSync } from 'node:fs';
import { hissNear, type Part, quietParts } from '../../../test/support/onsets';
import { type Recording, row, samplesOf } from './recording';

/** Pauses are silent for at least this time, and the closures of stops are quiet, s. */
const PAUSE = 0.1;
const CLOSURE = 0.02;
/** How much quieter than loud vowels the closure of a stop is, dB. */
const CLOSURE_DEPTH = 25;
/** How far from the word it is looked for, s. */
const NEAR = 0.15;

const errors = new Map<string, number[]>();
const note = (what: string, error: number): void => void errors.set(what, [...(errors.get(what) ?? []), error]);

for (const { language, text, wav, words } of JSON.parse(readFileSync(0, 'utf8')) as Recording[]) {
  const samples = samplesOf(wav);
  const pauses = quietParts(samples, PAUSE);
  const closures = quietParts(samples, CLOSURE, CLOSURE_DEPTH);
  for (const [i, word] of words.entries()) {
    const before = words[i - 1];
    const marked = before && /[.,;:!?…—、，。]/.test(text.slice(before.to, word.from));
    if (marked) {
      const pause = nearest(pauses, (before.end + word.start) / 2);
      if (pause && pause.start > before.start && pause.end < word.end) {
        note(`${language}, end before a pause`, before.end - pause.start);
        note(`${language}, start after a pause`, word.start - pause.end);
      }
    } else if (before && language.startsWith('en')) {
      const start = startInSound(samples, closures, before.text, word);
      if (start) note(`${language}, start with ${start.what}`, word.start - start.at);
    }
  }
}
console.log([...errors].map(([what, found]) => row(what, found)).join('\n'));

/** The start of an English word that begins with a stop or an "s" after another sound. */
function startInSound(samples: Float32Array, closures: Part[], before: string, { text, start }: Recording['words'][0]) {
  if (/^(?:p(?!h|s)|t(?!h)|k(?!n)|c[aoul])/i.test(text) && !/(?:[ptkbdgcsxz]|[kptbdgscz]e)$/i.test(before)) {
    const closure = closures.find((part) => Math.abs(part.start - start) < NEAR);
    return closure && { what: 'a stop', at: closure.start };
  }
  if (/^s(?!ugar|ure|w|hr)/i.test(text) && !/(?:[sxzfhtd]|[szctdfg]e)$/i.test(before)) {
    const at = hissNear(samples, start);
    return at === undefined ? undefined : { what: 'an “s”', at };
  }
  return undefined;
}

function nearest(parts: readonly Part[], to: number): Part | undefined {
  const distance = ({ start, end }: Part): number => Math.max(start - to, to - end, 0);
  return [...parts].sort((a, b) => distance(a) - distance(b))[0];
}
