import { trimEndOf } from '../../../common/trimEndOf';
import { isPath, verbalizeIdentifier, verbalizePath } from './identifiers';
import type { Match } from './sentence';
import { unitName } from './units';
import { verbalizeWord } from './words';

const PER_WORDS: Readonly<Record<string, string>> = {
  s: 'second',
  sec: 'second',
  ms: 'millisecond',
  min: 'minute',
  h: 'hour',
  hr: 'hour',
};

/** "src/app", "and/or", "TCP/IP", "requests/s". @returns how many characters it said; 0 for a fraction or date */
export function verbalizeSlashed(found: Match): number {
  const { at, sentence } = found;
  const text = trimEndOf(found.text, '.,');
  if (!/\p{L}/u.test(text) || /^\d+\/\d+(?:st|nd|rd|ths?)$/i.test(text)) return 0; // a fraction or a date
  if (/^\d+(?:\.\d+)?[A-Za-z]{1,3}(?:\/\d+(?:\.\d+)?[A-Za-z]{1,3})+$/.test(text)) return 0; // "5V/2A"
  if (/^\d+(?:\.\d+)?\/(?:kg|km|GB|MB|mL|hr?|min|day|week|month|year|yr|mo)$/.test(text)) return 0; // "12/kg"
  const unit = /^\d[\d.]{0,12}(?:-\d[\d.]{0,12})?([^\d.-][^-]{0,10})(?:-\d.{0,22})?$/.exec(text)?.[1];
  if (unit !== undefined && unitName(unit, false, true) !== undefined) return 0; // "5kbit/s"
  if (isPath(text)) {
    verbalizePath(text.replace(/\/$/, ''), at, sentence.out, sentence.names);
    return text.length;
  }
  const parts = [...text.matchAll(/[^/]+/g)];
  for (const [i, { 0: part, index }] of parts.entries()) {
    const start = at + index;
    const per = i === 1 && parts.length === 2 && /^(?:s|sec|ms|min|h|hr|day|month|year)$/.test(part);
    if (per) sentence.out.say(`per ${PER_WORDS[part] ?? part}`, start, start + part.length);
    else verbalizeWord(part, start, sentence);
  }
  return text.length;
}

/**
 * "Array.prototype.map", "std::vector".
 * @returns how many characters it said; 0 when the dot ends a sentence and only the space after it is missing
 */
export function verbalizeMember({ text, at, sentence }: Match): number {
  const { out, names } = sentence;
  const [first = '', second = ''] = text.split('.');
  if (text.includes('.') && /^\p{Lu}\p{Ll}+$/u.test(second) && /^\p{Ll}+$/u.test(first) && names.isWord(first))
    return 0;
  for (const { 0: part, index } of text.matchAll(/[^.:]+|\.|:+/g)) {
    const start = at + index;
    if (part === '.') out.say('dot', start, start + 1);
    else if (!part.startsWith(':')) {
      const name = names.spoken(part);
      if (name === undefined) verbalizeIdentifier(part, start, out, names);
      else out.say(name, start, start + part.length);
    }
  }
  return text.length;
}
