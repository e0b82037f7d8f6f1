import type { Match } from './sentence';

/** Pronounced as one word. */
const ET_CETERA = 'et cetera';

/** "e.g.", "Dr.", "No. 5", of which the last full stop may also end the sentence. */
export function verbalizeAbbreviation(found: Match): number {
  const expanded = found.sentence.abbreviations.expand(found.text, found.behind(30), found.ahead(30));
  if (expanded === undefined) return 0;
  const length = found.text.length - (found.endsSentence ? 1 : 0);
  if (expanded !== ET_CETERA) return found.say(expanded, length);
  found.sentence.out.word(expanded, found.at, found.at + length);
  return length;
}

/** "U.S.", of which the last full stop may also end the sentence. */
export function verbalizeInitials({ text, at, endsSentence, sentence }: Match): number {
  const length = text.length - (text.endsWith('.') && endsSentence ? 1 : 0);
  sentence.out.spell(text.replaceAll('.', '').toUpperCase(), at, at + length);
  return length;
}
