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
  const cues = cheapest(tokens);
  return cues.map(({ from, to, lines }, i) => {
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

/** A subtitle of the tokens `from` to `to`. */
interface Choice {
  from: number;
  to: number;
  lines: string[];
  cost: number;
}

/** The division of the tokens into subtitles that costs least, by dynamic programming. Linear time. */
function cheapest(tokens: readonly Token[]): Choice[] {
  const best: (Choice | undefined)[] = [];
  for (const [to, last] of tokens.entries()) {
    let choice: Choice | undefined;
    for (let from = to; from >= 0; from--) {
      const first = tokens[from];
      if (first === undefined || (from < to && last.end - first.start > LONGEST)) break;
      const layout = layOut(tokens.slice(from, to + 1));
      if (layout === undefined) break;
      const shown = Math.min(LONGEST, (tokens[to + 1]?.start ?? Infinity) - first.start);
      const speed = columns(layout.lines.join('')) / Math.max(shown, 0.1);
      const cost =
        (best[from - 1]?.cost ?? 0) +
        CUE_COST +
        BREAK_COST[last.break] +
        layout.cost +
        SHORT_COST * Math.max(0, SHORTEST - shown) +
        FAST_COST * Math.max(0, speed - READING_SPEED);
      if (choice === undefined || cost < choice.cost) choice = { from, to, lines: layout.lines, cost };
    }
    best[to] = choice;
  }
  const chosen: Choice[] = [];
  for (let choice = best[tokens.length - 1]; choice; choice = best[choice.from - 1]) chosen.push(choice);
  return chosen.reverse();
}

/** Tokens in one line, or in two that end as well and are as even as possible; undefined if they do not fit. */
function layOut(tokens: readonly Token[]): { lines: string[]; cost: number } | undefined {
  const text = (part: readonly Token[]): string =>
    part
      .map((token) => token.text)
      .join('')
      .trim();
  const blocks = tokens.slice(0, -1).filter((token) => token.break === 'block').length;
  const whole = text(tokens);
  if (blocks === 0 && columns(whole) <= LINE_WIDTH) return { lines: [whole], cost: 0 };
  if (blocks > 1 || columns(whole) > 2 * LINE_WIDTH) return undefined;
  let best: { lines: string[]; cost: number } | undefined;
  for (const [i, token] of tokens.slice(0, -1).entries()) {
    if (blocks === 1 && token.break !== 'block') continue;
    const lines = [text(tokens.slice(0, i + 1)), text(tokens.slice(i + 1))];
    const [first = 0, second = 0] = lines.map(columns);
    if (Math.max(first, second) > LINE_WIDTH) continue;
    const cost =
      BREAK_COST[token.break] / 2 + UNEVEN_COST * Math.abs(first - second) + (blocks > 0 ? NEW_BLOCK_COST : 0);
    if (best === undefined || cost < best.cost) best = { lines, cost };
  }
  return best;
}
