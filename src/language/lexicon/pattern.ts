import { isJoined } from './boundaries';
import type { CharacterTest, Place } from './patternParser';

/** A step of a matcher: the program of a pattern is a list of them, and `to` an index in it. */
export type Step =
  | { do: 'read'; test: CharacterTest }
  | { do: 'fork'; to: number; other: number }
  | { do: 'jump'; to: number }
  | { do: 'check'; place: Place }
  | { do: 'accept' };

/** Longest text that a pattern matches, in UTF-16 units. */
const MAX_MATCH = 100;

/** The work that matching may still do, in steps. A search that uses it up finds nothing. */
export interface Budget {
  left: number;
}

/**
 * A regular expression that takes linear time on every text: it follows all ways through the pattern at once (Pike's
 * virtual machine) instead of trying one after the other. Hence no look-around and no references to groups.
 */
export class Pattern {
  readonly #steps: readonly Step[];
  readonly #ignoreCase: boolean;

  constructor(steps: readonly Step[], ignoreCase: boolean) {
    this.#steps = steps;
    this.#ignoreCase = ignoreCase;
  }

  /** The number of its steps, to which the time for each character is proportional at worst. */
  get size(): number {
    return this.#steps.length;
  }

  /** Whether it matches at the beginning of a text. */
  matchesFrom(text: string): boolean {
    return this.find(text, 0, { left: Infinity }, { longest: Infinity, anchored: true }) !== undefined;
  }

  /**
   * The first match that is not empty, at or after `from`; among those that begin there, the one that Perl prefers.
   * Undefined when there is none or the budget is used up.
   */
  find(
    text: string,
    from: number,
    budget: Budget,
    { longest, anchored } = { longest: MAX_MATCH, anchored: false },
  ): { start: number; end: number } | undefined {
    let found: { start: number; end: number } | undefined;
    let threads: { step: number; start: number }[] = [];
    let seen = new Set<number>();
    for (let at = from; at <= text.length;) {
      if (found === undefined && (!anchored || at === from)) this.#follow(0, at, text, at, seen, threads, budget);
      if (threads.length === 0 && (found !== undefined || anchored)) break;
      const code = text.codePointAt(at);
      const after = at + (code !== undefined && code > 0xffff ? 2 : 1);
      const next: typeof threads = [];
      const seenNext = new Set<number>();
      for (const { step: index, start } of threads) {
        const step = this.#steps[index];
        if (step?.do === 'accept') {
          if (at === start) continue;
          found = { start, end: at };
          break; // the threads after it are worse
        }
        if (step?.do !== 'read' || code === undefined || after - start > longest) continue;
        if (this.#reads(step.test, code)) this.#follow(index + 1, start, text, after, seenNext, next, budget);
      }
      if (budget.left <= 0) return undefined;
      [threads, seen, at] = [next, seenNext, after];
    }
    return found;
  }

  #reads(test: CharacterTest, code: number): boolean {
    if (test(code)) return true;
    if (!this.#ignoreCase) return false;
    const character = String.fromCodePoint(code);
    return test(character.toLowerCase().codePointAt(0) ?? code) || test(character.toUpperCase().codePointAt(0) ?? code);
  }

  /** Adds a thread, and those that follow from it without reading a character. */
  #follow(
    index: number,
    start: number,
    text: string,
    at: number,
    seen: Set<number>,
    threads: { step: number; start: number }[],
    budget: Budget,
  ): void {
    const open = [index];
    for (let step = open.pop(); step !== undefined; step = open.pop()) {
      budget.left--;
      if (seen.has(step)) continue;
      seen.add(step);
      const now = this.#steps[step];
      if (now?.do === 'jump') open.push(now.to);
      else if (now?.do === 'fork') open.push(now.other, now.to);
      else if (now?.do === 'check') {
        if (isAt(now.place, text, at)) open.push(step + 1);
      } else threads.push({ step, start });
    }
  }
}

function isAt(place: Place, text: string, at: number): boolean {
  switch (place) {
    case 'start':
      return at === 0;
    case 'end':
      return at === text.length;
    case 'boundary':
      return isBoundary(text, at);
    case 'noBoundary':
      return !isBoundary(text, at);
  }
}

function isBoundary(text: string, at: number): boolean {
  return isJoined(text, at - 1) !== isJoined(text, at);
}
