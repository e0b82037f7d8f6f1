import type { Block } from './block';
import { MappedText } from './mappedText';
import { phonemesOfIpa, readRate, readSeconds } from './markupValues';
import { readPlainText } from './plainText';

/** Marks in a text that say how to speak it: a few elements of SSML, or tags in brackets. Documents have none. */
export const MARKUPS = ['ssml', 'tags'] as const;
export type Markup = (typeof MARKUPS)[number];

/** A sentence that continues after a change of rate or voice has no pause; one that has ended has this, in s. */
const SENTENCE_PAUSE = 0.32;
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" },
};

const MARKS: Readonly<Record<Markup, RegExp>> = {
  ssml: new RegExp(
    [
      '<break\\s+time=(?<q1>["\'])(?<time>[\\d.]{1,10}m?s)\\k<q1>\\s*/?>',
      '<phoneme(?<phoneme>(?:\\s+[a-z]{1,20}=(?:"[^"<>]{0,200}"|\'[^\'<>]{0,200}\')){1,3})\\s*>(?<spelled>[^<>]{1,200})</phoneme>',
      '<sub\\s+alias=(?:"(?<alias>[^"<>]{1,500})"|\'(?<alias2>[^\'<>]{1,500})\')\\s*>(?<written>[^<>]{1,500})</sub>',
      '<prosody\\s+rate=(?<q2>["\'])(?<rate>[^"\'<>]{1,20})\\k<q2>\\s*>',
      '(?<rateEnd></prosody>)',
      '<voice\\s+name=(?<q3>["\'])(?<voice>[\\w-]{1,60})\\k<q3>\\s*>',
      '(?<voiceEnd></voice>)',
      '(?<root></?speak(?:\\s[^<>]{0,500})?>)',
      '(?<entity>&(?:amp|lt|gt|quot|apos);)',
    ].join('|'),
    'g',
  ),
  tags: /\[(?:pause:\s?(?<time>[\d.]{1,10}m?s)|rate:\s?(?<rate>[^\][]{1,20})|voice:\s?(?<voice>[\w-]{1,60}))\]/g,
};

type Groups = Readonly<Record<string, string | undefined>>;

/** A stretch of text that is spoken in one manner, and the pause after it in seconds. */
interface Stretch {
  parts: MappedText[];
  rate: number | undefined;
  voice: string | undefined;
  pause: number | undefined;
  endsText: boolean;
}

/** Reads plain text whose marks change how it is spoken; marks that are not known or not valid are text. Linear time. */
export function* readMarkup(source: string, markup: Markup): Generator<Block> {
  for (const stretch of stretchesOf(source, markup)) yield* blocksOfStretch(stretch);
}

/** The voices that a text asks for. */
export function voicesIn(source: string, markup: Markup): string[] {
  const voices = Array.from(source.matchAll(MARKS[markup]), ({ groups }) => groups?.['voice']);
  return [...new Set(voices.filter((voice) => voice !== undefined))];
}

function* stretchesOf(source: string, markup: Markup): Generator<Stretch> {
  const rates: number[] = [];
  const voices: string[] = [];
  let parts: MappedText[] = [];
  let at = 0;
  const ended = (pause?: number): Stretch => {
    const stretch = { parts, rate: rates.at(-1), voice: voices.at(-1), pause, endsText: at >= source.length };
    parts = [];
    return stretch;
  };
  for (const found of source.matchAll(MARKS[markup])) {
    const { 0: text, index, groups: named } = found;
    const groups: Groups = named ?? {};
    const range = { start: index, end: index + text.length };
    const said = wordsOf(groups);
    const rate = groups['rate'] === undefined ? undefined : readRate(groups['rate']);
    if (said === undefined && groups['rate'] !== undefined && rate === undefined) continue; // text
    if (at < index) parts.push(MappedText.verbatim(source.slice(at, index), at));
    at = range.end;
    if (said !== undefined) {
      if (said !== '') parts.push(MappedText.replacement(said, range));
      continue;
    }
    yield ended(groups['time'] === undefined ? undefined : readSeconds(groups['time']));
    // SSML's elements nest, a tag holds until the next.
    if (rate !== undefined) rates.push(rate);
    if (groups['voice'] !== undefined) voices.push(groups['voice']);
    if (groups['rateEnd'] !== undefined) rates.pop();
    if (groups['voiceEnd'] !== undefined) voices.pop();
  }
  if (at < source.length) parts.push(MappedText.verbatim(source.slice(at), at));
  at = source.length;
  yield ended();
}

/** The text in place of a mark that stands for some; undefined for one that changes how the text after it is spoken. */
function wordsOf({ phoneme, spelled = '', alias, alias2, entity, root }: Groups): string | undefined {
  if (root !== undefined) return '';
  if (entity !== undefined) return ENTITIES[entity] ?? entity;
  if (phoneme !== undefined) {
    const ph = /\sph=(?:"([^"]*)"|'([^']*)')/.exec(phoneme);
    const phonemes = phonemesOfIpa(ph?.[1] ?? ph?.[2] ?? '');
    const word = spelled
      .replace(/[\][\n]/g, ' ')
      .trim()
      .slice(0, 100);
    return phonemes === undefined || word === '' ? spelled : `[${word}](/${phonemes}/)`;
  }
  return alias ?? alias2;
}

function* blocksOfStretch({ parts, rate, voice, pause, endsText }: Stretch): Generator<Block> {
  const text = MappedText.concat(parts);
  const blocks = [...readPlainText(text.text)];
  for (const [i, block] of blocks.entries()) {
    const isLast = i === blocks.length - 1;
    const endsSentence = /[.!?…。！？]["'”’)]{0,5}$/.test(block.text.text.trimEnd());
    const isCut = isLast && !endsText && !text.text.slice(text.text.trimEnd().length).includes('\n');
    const after = isLast && pause !== undefined ? pause : isCut ? (endsSentence ? SENTENCE_PAUSE : 0) : undefined;
    yield {
      ...block,
      text: block.text.within(text),
      ...(after !== undefined && { pause: after }),
      ...(rate !== undefined && { rate }),
      ...(voice !== undefined && { voice }),
    };
  }
}
