import type { Match } from './sentence';

/** Pronounced as one word. */
const ET_CETERA = 'et cetera';
/** Expansions of abbreviations in lower case, with their full stops. */
const WITH_STOP: Readonly<Record<string, string>> = {
  ...{ 'e.g.': 'for example', 'i.e.': 'that is', 'eg.': 'for example', 'ie.': 'that is', 'etc.': 'et cetera' },
  ...{
    'vs.': 'versus',
    'v.': 'versus',
    'cf.': 'compare',
    'al.': 'al',
    'approx.': 'approximately',
    'a.k.a.': 'also known as',
  },
  ...{
    'mr.': 'mister',
    'mrs.': 'missus',
    'ms.': 'miz',
    'dr.': 'doctor',
    'prof.': 'professor',
    'jr.': 'junior',
    'sr.': 'senior',
  },
  ...{ 'no.': 'number', 'nos.': 'numbers', 'fig.': 'figure', 'figs.': 'figures', 'eq.': 'equation', 'sec.': 'section' },
  ...{
    'ch.': 'chapter',
    'vol.': 'volume',
    'ed.': 'edition',
    'pp.': 'pages',
    'p.': 'page',
    'ver.': 'version',
    'art.': 'article',
  },
  ...{
    'min.': 'minimum',
    'max.': 'maximum',
    'avg.': 'average',
    'incl.': 'including',
    'excl.': 'excluding',
    'resp.': 'respectively',
  },
  ...{
    'dept.': 'department',
    'est.': 'established',
    'inc.': 'incorporated',
    'ltd.': 'limited',
    'corp.': 'corporation',
  },
  ...{
    'gen.': 'general',
    'lt.': 'lieutenant',
    'sgt.': 'sergeant',
    'rev.': 'reverend',
    'ave.': 'avenue',
    'blvd.': 'boulevard',
  },
  ...{
    'ph.d.': 'P H D',
    'tel.': 'telephone',
    'misc.': 'miscellaneous',
    'temp.': 'temperature',
    'opt.': 'optional',
    'req.': 'required',
    'ca.': 'circa',
  },
};
/** Abbreviations that are also words, so that a number must follow. */
const BEFORE_NUMBER = new Set('no. nos. fig. figs. eq. sec. ch. vol. ed. pp. p. ver. art. v. est.'.split(' '));
/** Abbreviations that need a name after them. */
const BEFORE_NAME = new Set('dr. mr. mrs. ms. prof. gen. lt. sgt. rev.'.split(' '));
/** Abbreviations that are also written without a full stop. */
const BARE: ReadonlyMap<string, string> = new Map([
  ['vs', 'versus'],
  ['etc', 'et cetera'],
  ['approx', 'approximately'],
  ['eg', 'for example'],
  ['ie', 'that is'],
  ['wrt', 'with respect to'],
  ['iff', 'if and only if'],
]);

export const ABBREVIATION_SOURCE = [...Object.keys(WITH_STOP), 'st.']
  .sort((a, b) => b.length - a.length)
  .map((text) => text.replaceAll('.', '\\.'))
  .join('|');

/** Letters examined of a street's name. */
const LONGEST_NAME = 40;
// eslint-disable-next-line kokoro/linear-expression -- sees at most LONGEST_NAME characters
const CAPITALIZED_WORD = /\p{Lu}\p{L}+$/u;

/** "e.g.", "Dr.", "No. 5", of which the last full stop may also end the sentence. */
export function verbalizeAbbreviation(found: Match): number {
  const expanded = expandAbbreviation(found.text, found.behind(30), found.ahead(30));
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

/** The words for an abbreviation with a full stop, by its context; undefined where it is not an abbreviation. */
function expandAbbreviation(text: string, before: string, after: string): string | undefined {
  const key = text.toLowerCase();
  if (key === 'st.') {
    if (/^\s*\p{Lu}/u.test(after)) return 'saint';
    return CAPITALIZED_WORD.test(before.trimEnd().slice(-LONGEST_NAME)) ? 'street' : undefined;
  }
  if (BEFORE_NUMBER.has(key) && !/^\s*[\d#]/.test(after)) return undefined;
  if (BEFORE_NAME.has(key) && !/^\s*\p{Lu}/u.test(after)) return undefined;
  return WITH_STOP[key];
}

/** The words for an abbreviation without a full stop. */
export function expandBareAbbreviation(word: string): string | undefined {
  return BARE.get(word.toLowerCase());
}
