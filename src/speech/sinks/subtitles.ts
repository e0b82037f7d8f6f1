import type { Outline } from '../../document/outline';
import type { LanguageCode } from '../../language/language';
import { type Break, columns, subtitleTokens, type Token } from './subtitleTokens';
import type { TimedWord } from './timedWords';

/** A subtitle: one or two lines, and when they are shown, in seconds. */
export interface Cue {
  start: number;
  end: number;
  lines: string[];
}

/** Columns of a line: 42 Latin or 21 Chinese or Japanese characters. */
const LINE_WIDTH = 42;
/** Seconds that a subtitle is shown. */
const SHORTEST = 1;
const LONGEST = 7;
/** Columns a second that a viewer reads with ease: 20 Latin or 10 Chinese or Japanese characters. */
const READING_SPEED = 20;

/** What it costs to end a subtitle or a line at a place. */
const BREAK_COST: Readonly<Record<Break, number>> = {
  block: 0,
  sentence: 0.5,
  clause: 2,
  phrase: 4,
  word: 7,
  bound: 12,
};
/** What each subtitle costs, so that there are no more than needed. */
const CUE_COST = 3;
/** What it costs that a heading or paragraph begins in the middle of a subtitle. */
const NEW_BLOCK_COST = 12;
const SHORT_COST = 100;
const FAST_COST = 1;
/** What a line costs for each column that it is longer than the other. */
const UNEVEN_COST = 0.05;

/**
 * The subtitles of a recording. They end where a sentence, a clause or a phrase ends, as far as lines of 42 columns and
 * 7 seconds allow, and never overlap. Each is shown for a second at least, and as long as reading it takes if the next
 * one leaves time for that: the voice sets the pace.
 * @param outline the document as it was read
 * @param words its words in the recording
 */
export function subtitles(outline: Outline, words: readonly TimedWord[], language: LanguageCode): Cue[] {
  const tokens = subtitleTokens(outline, words, language, LINE_WIDTH);
  const layout = new Layout(tokens);
  const cues = layout.cheapest();
  return cues.map((cue, i) => {
    const { from, to } = cue;
    const lines = layout.textOf(cue);
    const start = tokens[from]?.start ?? 0;
    const next = tokens[cues[i + 1]?.from ?? tokens.length]?.start ?? Infinity;
    const wanted = Math.max(SHORTEST, columns(lines.join('')) / READING_SPEED, (tokens[to]?.end ?? 0) - start);
    return { start, end: Math.min(start + Math.min(wanted, LONGEST), next), lines };
  });
}

/** The subtitles as SubRip (.srt). */
export function toSrt(cues: readonly Cue[]): string {
  return cues
    .map(({ start, end, lines }, i) => `${i + 1}\n${clock(start, ',')} --> ${clock(end, ',')}\n${lines.join('\n')}\n`)
    .join('\n');
}

/** The subtitles as WebVTT (.vtt). */
export function toVtt(cues: readonly Cue[]): string {
  const escape = (text: string): string => text.replace(/[&<>]/g, (char) => ESCAPES[char] ?? char);
  const shown = cues.map(
    ({ start, end, lines }) => `\n${clock(start, '.')} --> ${clock(end, '.')}\n${lines.map(escape).join('\n')}\n`,
  );
  return `WEBVTT\n${shown.join('')}`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function clock(seconds: number, mark: string): string {
  const ms = Math.round(seconds * 1000);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}${mark}${String(ms % 1000).padStart(3, '0')}`;
}

/** A subtitle of the tokens `from` to `to`; the second line begins after the token `split`, if there is one. */
interface Choice {
  from: number;
  to: number;
  split: number | undefined;
  cost: number;
}

/** The division of tokens into subtitles that costs least, by dynamic programming. Linear time. */
class Layout {
  readonly #tokens: readonly Token[];
  /** Columns, and ends of blocks, before each token. */
  readonly #columns: number[] = [0];
  readonly #blocks: number[] = [0];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
    for (const [i, token] of tokens.entries()) {
      this.#columns.push((this.#columns[i] ?? 0) + columns(token.text));
      this.#blocks.push((this.#blocks[i] ?? 0) + (token.break === 'block' ? 1 : 0));
    }
  }

  cheapest(): Choice[] {
    const best: (Choice | undefined)[] = [];
    for (const [to, last] of this.#tokens.entries()) {
      let choice: Choice | undefined;
      for (let from = to; from >= 0; from--) {
        const start = this.#tokens[from]?.start ?? 0;
        if (from < to && last.end - start > LONGEST) break;
        const lines = this.#lines(from, to);
        if (lines === undefined) break;
        const shown = Math.min(LONGEST, (this.#tokens[to + 1]?.start ?? Infinity) - start);
        const speed = this.#width(from, to) / Math.max(shown, 0.1);
        const cost =
          (best[from - 1]?.cost ?? 0) +
          CUE_COST +
          BREAK_COST[last.break] +
          lines.cost +
          SHORT_COST * Math.max(0, SHORTEST - shown) +
          FAST_COST * Math.max(0, speed - READING_SPEED);
        if (choice === undefined || cost < choice.cost) choice = { from, to, split: lines.split, cost };
      }
      best[to] = choice;
    }
    const chosen: Choice[] = [];
    for (let choice = best[this.#tokens.length - 1]; choice; choice = best[choice.from - 1]) chosen.push(choice);
    return chosen.reverse();
  }

  textOf({ from, to, split }: Choice): string[] {
    const text = (first: number, last: number): string =>
      this.#tokens
        .slice(first, last + 1)
        .map((token) => token.text)
        .join('')
        .trim();
    return split === undefined ? [text(from, to)] : [text(from, split), text(split + 1, to)];
  }

  /** One line, or two that end well and are as even as possible; undefined if the tokens do not fit. */
  #lines(from: number, to: number): { split: number | undefined; cost: number } | undefined {
    const blocks = (this.#blocks[to] ?? 0) - (this.#blocks[from] ?? 0);
    const whole = this.#width(from, to);
    if (blocks === 0 && whole <= LINE_WIDTH) return { split: undefined, cost: 0 };
    if (blocks > 1 || whole > 2 * LINE_WIDTH) return undefined;
    let best: { split: number; cost: number } | undefined;
    for (let split = from; split < to; split++) {
      const end = this.#tokens[split]?.break ?? 'word';
      if (blocks === 1 && end !== 'block') continue;
      const [first, second] = [this.#width(from, split), this.#width(split + 1, to)];
      if (first > LINE_WIDTH) break;
      if (second > LINE_WIDTH) continue;
      const cost = BREAK_COST[end] / 2 + UNEVEN_COST * Math.abs(first - second) + (blocks > 0 ? NEW_BLOCK_COST : 0);
      if (best === undefined || cost < best.cost) best = { split, cost };
    }
    return best;
  }

  /** The columns of the tokens `from` to `to`, without the space at the end. */
  #width(from: number, to: number): number {
    const space = this.#tokens[to]?.text.endsWith(' ') === true ? 1 : 0;
    return (this.#columns[to + 1] ?? 0) - (this.#columns[from] ?? 0) - space;
  }
}
