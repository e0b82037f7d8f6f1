// Finds the words that are English in texts of another language, and how its speakers say them. No list of loanwords is
// complete, so
// frequency and spelling decide: an English word is much rarer in the language's texts than in English ones, and its
// spelling is unusual
// for the language.
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { nodeHost, readCompressed } from '../../src/engine/languages';
import { Lexicon } from '../../src/language/english/g2p/lexicon';
import { Pronouncer } from '../../src/language/english/g2p/pronouncer';
import { type Ending, isEnding, stemsOf } from '../../src/language/english/g2p/stems';
import { loadEnglishTables } from '../../src/language/english/tables';
import { distance } from '../eval/distance.mts';
import { type BorrowingLanguage, inSoundsOf } from './englishSounds.mts';

/** Technical terms that are English whatever their spelling. */
const DEVELOPERS_WORDS =
  'array async await backend backlog backup branch breakpoint broker browser buffer bug build bundle bundler byte bytes cache ' +
  'callback changelog chunk cloud cluster commit commits container cookie crawler dashboard dataset debug debugger default ' +
  'deploy desktop develop developer diff docker dropdown email endpoint event fallback feature feedback fetch firewall flag ' +
  'fork framework freelance frontend getter handler hardware hash header heap hook host hosting hotfix hub input issue job ' +
  'kernel kilobyte megabyte gigabyte terabyte petabyte layout linter listener log logger login logs loop lock mapping master merge middleware mock mutex newsletter node offline ' +
  'online open output overflow override package parser patch path payload performance pipeline plugin polling pool pop proxy ' +
  'pull push query queue readme rebase refactor refactoring release remote render request response rollback root router ' +
  'routing runtime scope scroll serverless server setter setup shell slice sandbox script snapshot socket software source ' +
  'spread sprint stack staging startup state stateless storage store stream streaming string submit switch tag task template ' +
  'test testing thread throttle timeout timestamp token toolkit tracker trigger tuple update upgrade upload user viewport web ' +
  'webhook website widget wildcard window windows workflow worker workspace wrapper';
/** Words of that list that are also words of the language, or have a pronunciation of their own there. */
const OWN: Readonly<Record<BorrowingLanguage, string>> = {
  es: 'test',
  fr: 'cache issue open package parser performance queue router script source tag test',
  it: 'open source state test',
  'pt-br': 'container test',
};
/** Words that the lexicon lacks or that are pronounced differently abroad, in misaki's American symbols. */
const SAID =
  'git:ɡˈɪt e-mail:ˈimAl e-mails:ˈimAlz docker:dˈɔkeɹ github:ɡˈɪthæb gitlab:ɡˈɪtlæb json:ʤˈAson kubernetes:kubeɹnˈɛtes linux:lˈinuks ' +
  'python:pˈIton readme:ɹˈɪdmi typescript:tˈIpskɹɪpt javascript:ʤˈævæskɹɪpt java:ʤˈævæ wifi:wˈIfI yaml:jˈæmel toml:tˈɔmel ' +
  'ubuntu:ubˈuntu nginx:ˈɛnʤɪnɛks redis:ɹˈɛdis numpy:nˈʌmpI npm:ˈɛnpiɛm async:Asˈɪnk';
/** Log odds that an English word must reach: by spelling and rarity together, and by spelling alone. */
const ENOUGH = 4;
const SPELLED_ENOUGH = 1.5;
/** Log odds of a tenfold difference in frequency. */
const RARITY = 4;
/** The rarest English words that are considered (Zipf scale): anywhere, and in identifiers. */
const RAREST = 2.3;
const RAREST_IN_NAMES = 3.3;

const ENDINGS: readonly Ending[] = ['s', 'ed', 'ing'];
/** The share of a word's phonemes that may differ from the language's own voice. */
const NEAR = 0.25;

/** Pronunciations of English words in another language. */
export interface EnglishWords {
  /** Words that are English everywhere. */
  always: ReadonlyMap<string, string>;
  /** Words that may be native, but are English in identifiers such as `isActive`. */
  inNames: ReadonlyMap<string, string>;
}

/** Frequencies (Zipf scale) by word, from a list of rule_words.py. */
export function frequencies(path: string): ReadonlyMap<string, number> {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return new Map(lines.map((line) => line.split('\t')).map(([word = '', zipf]) => [word, Number(zipf)]));
}

/**
 * Finds the English words among those of a lexicon.
 * @param native frequencies of words in the language's texts
 * @param english frequencies of words in English texts
 * @param inVoice pronunciations of the language's own voice, which are kept if they are close enough
 * @param lexicon the path of english.lexicon.br
 */
export async function englishWords(
  language: BorrowingLanguage,
  native: ReadonlyMap<string, number>,
  english: ReadonlyMap<string, number>,
  inVoice: ReadonlyMap<string, string>,
  lexicon: string,
): Promise<EnglishWords> {
  const { supplement } = await loadEnglishTables(nodeHost());
  const pronouncer = new Pronouncer(new Lexicon('en-us', await readCompressed(lexicon), supplement));
  const entries = lowerCaseEntries(lexicon);
  const isEnglish = detector(native, english, entries);
  const own = new Set(OWN[language].split(' '));
  const developers = new Set(
    DEVELOPERS_WORDS.split(' ')
      .filter((word) => !own.has(word))
      .flatMap((word) => (word.endsWith('s') ? [word] : [word, `${word}s`])),
  );
  const always = new Map<string, string>();
  const inNames = new Map<string, string>();
  for (const word of new Set([...developers, ...english.keys()])) {
    if (!/^[a-z]{2,}$/.test(word) || (!isForm(word, entries) && !developers.has(word))) continue;
    const zipf = english.get(word) ?? 0;
    if (zipf < RAREST && !developers.has(word)) continue;
    const said = pronouncer.say(word, 'NN', { vowel: undefined, to: false });
    if (said === undefined) continue;
    const phonemes = inSoundsOf(language, word, said);
    if (developers.has(word) || (isEnglish(word) && !isNear(phonemes, inVoice.get(word)))) always.set(word, phonemes);
    else if (zipf >= RAREST_IN_NAMES) inNames.set(word, phonemes);
  }
  for (const pair of SAID.split(' ')) {
    const [word = '', said = ''] = pair.split(':');
    always.set(word, inSoundsOf(language, word, said));
  }
  if (language === 'fr') silencePlurals(always);
  return { always, inNames };
}

function isNear(phonemes: string, voice: string | undefined): boolean {
  return voice !== undefined && distance(phonemes, voice) <= NEAR * phonemes.length;
}

/** Whether a lexicon has a word or its stem. */
function isForm(word: string, entries: ReadonlySet<string>): boolean {
  const stems = ENDINGS.flatMap((ending) => (isEnding(word, ending) ? stemsOf(word, ending) : []));
  return [word, ...stems].some((form) => entries.has(form));
}

/** The s of a French plural is silent even in English words: les commits. */
function silencePlurals(words: Map<string, string>): void {
  for (const word of words.keys()) {
    const singular = word.endsWith('s') ? words.get(word.slice(0, -1)) : undefined;
    if (singular !== undefined) words.set(word, singular);
  }
}

/** Words that people checked and the lexicon has in lower case, which excludes names. */
function lowerCaseEntries(lexicon: string): ReadonlySet<string> {
  const text = brotliDecompressSync(readFileSync(lexicon)).toString('utf8');
  return new Set(Array.from(text.matchAll(/^([a-z]+)=/gmu), ([, word = '']) => word));
}

function detector(
  native: ReadonlyMap<string, number>,
  english: ReadonlyMap<string, number>,
  entries: ReadonlySet<string>,
): (word: string) => boolean {
  // Texts of every language contain some English; the frequency of "the" tells how much.
  const rarer = (english.get('the') ?? 0) - (native.get('the') ?? 0);
  const common = (from: ReadonlyMap<string, number>): [string, number][] =>
    Array.from(from).filter(([word, zipf]) => zipf > 2 && /^[a-zà-öø-ÿœ]+$/.test(word));
  const ofNative = new Trigrams();
  for (const [word, zipf] of common(native)) if (zipf - (english.get(word) ?? 0) > 0.7) ofNative.add(word);
  const ofEnglish = new Trigrams();
  for (const [word, zipf] of common(english))
    if (entries.has(word) && zipf - (native.get(word) ?? 0) > rarer - 0.3) ofEnglish.add(word);
  return (word) => {
    const spelling = ofEnglish.likelihood(word) - ofNative.likelihood(word);
    const rarity = (english.get(word) ?? 0) - Math.max(1, native.get(word) ?? 0) - rarer + 0.7;
    return word.length > 2 && spelling > SPELLED_ENOUGH && spelling + RARITY * rarity > ENOUGH;
  };
}

/** The likelihood of a spelling, by letter trigrams. */
class Trigrams {
  readonly #counts = new Map<string, number>();

  add(word: string): void {
    for (const three of trigrams(word)) {
      for (const key of [three, three.slice(0, 2)]) this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    }
  }

  /** The log probability (natural) of a word. */
  likelihood(word: string): number {
    const count = (key: string): number => this.#counts.get(key) ?? 0;
    return trigrams(word).reduce(
      (sum, three) => sum + Math.log((count(three) + 0.5) / (count(three.slice(0, 2)) + 15)),
      0,
    );
  }
}

function trigrams(word: string): string[] {
  return Array.from(word, (_, i) => `^^${word}$`.slice(i, i + 3)).concat(`^${word}$`.slice(-3));
}
