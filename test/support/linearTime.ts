import assert from 'node:assert/strict';

/** Characters of the shorter text; the longer one has eight times as many. */
const SHORT = 4_000;
const FACTOR = 8;
/** CPU time that does not grow with the text: compilation, garbage collection. */
const NOISE_MICROSECONDS = 200_000;
const ATTEMPTS = 3;

/** CPU time in µs; unlike wall-clock time it hardly depends on what else the machine is doing. */
function cost(work: () => void): number {
  const began = process.cpuUsage().user;
  work();
  return process.cpuUsage().user - began;
}

/**
 * Asserts that the CPU time of `work` grows roughly in proportion to the length it is given: quadratic work would take
 * 64 times as long for eight times the text. Other processes only ever add time, so one attempt that passes is enough.
 */
export function assertLinear(what: string, work: (length: number) => void, short = SHORT): void {
  let growth = '';
  for (let i = 0; i < ATTEMPTS; i++) {
    const shortCost = cost(() => work(short));
    const longCost = cost(() => work(FACTOR * short));
    if (longCost < 3 * FACTOR * shortCost + NOISE_MICROSECONDS) return;
    growth = `${shortCost} µs for ${short} characters, ${longCost} µs for ${FACTOR * short}`;
  }
  assert.fail(`${what}: ${growth}`);
}

/** Repeats `part` up to a text of about `length` characters. */
export function repeatTo(length: number, part: string): string {
  return part.repeat(Math.ceil(length / part.length));
}
