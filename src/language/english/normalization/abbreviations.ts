/** Abbreviations with their full stops, in lower case, and what is said for them. */
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
/** Those that are words as well: only where a number follows. */
const BEFORE_NUMBER = new Set('no. nos. fig. figs. eq. sec. ch. vol. ed. pp. p. ver. art. v. est.'.split(' '));
/** Those that only stand before a name. */
const BEFORE_NAME = new Set('dr. mr. mrs. ms. prof. gen. lt. sgt. rev.'.split(' '));
/** Those that need no full stop. */
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

/** Letters that a street's name may have. */
const LONGEST_NAME = 40;
// eslint-disable-next-line kokoro/linear-expression -- sees at most LONGEST_NAME characters
const CAPITALIZED_WORD = /\p{Lu}\p{L}+$/u;

/** What is said for an abbreviation that ends with a full stop, by what stands around it; undefined when it is none here. */
export function saidAbbreviation(text: string, before: string, after: string): string | undefined {
  const key = text.toLowerCase();
  if (key === 'st.') {
    if (/^\s*\p{Lu}/u.test(after)) return 'saint';
    return CAPITALIZED_WORD.test(before.trimEnd().slice(-LONGEST_NAME)) ? 'street' : undefined;
  }
  if (BEFORE_NUMBER.has(key) && !/^\s*[\d#]/.test(after)) return undefined;
  if (BEFORE_NAME.has(key) && !/^\s*\p{Lu}/u.test(after)) return undefined;
  return WITH_STOP[key];
}

/** The same for one without a full stop. */
export function saidBare(word: string): string | undefined {
  return BARE.get(word.toLowerCase());
}
