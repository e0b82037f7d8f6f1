import type { LoanSounds, LoanVowel } from '../tables';

/** How Japanese says an English vowel in a word. */
interface Vowel extends LoanVowel {
  /** Whether a consonant after it is doubled at the end of a word. */
  short: boolean;
}

const ORDER = 'aiueo';
const NO_VOWEL = 5;
const SYMBOL = /ɪə|ʊə|[ɑɔiuɛɜ]ː|ts|[pbtdkɡfvszlhmn]j|[^]/gu;
/** Consonants that are doubled at the end of a word after a short vowel: "hook" is フック. */
const DOUBLED = new Set(['p', 't', 'k', 'd', 'ʧ', 'ʤ', 'ʃ', 'ts']);

/** A vowel's position, and the letters that spell it, if known. */
interface Place {
  symbols: readonly string[];
  at: number;
  word: string;
  spelled: string;
  /** Whether it is the first vowel, and the only one. */
  first: boolean;
  only: boolean;
}

/** Says English words in Japanese, as loanwords. */
export class Loanwords {
  readonly #sounds: LoanSounds;

  constructor(sounds: LoanSounds) {
    this.#sounds = sounds;
  }

  /**
   * Converts a word's British phonemes to Japanese sounds in hiragana: "dˈɒkə" → "どっかー". Reduced vowels follow the
   * spelling.
   */
  convert(phonemes: string, spelling: string): string {
    const { vowels: vowelSounds } = this.#sounds;
    const word = spelling.toLowerCase();
    const symbols = phonemes.replace(/[ˈˌ]/g, '').match(SYMBOL) ?? [];
    const letters = vowelLetters(word);
    const count = symbols.filter((symbol) => vowelSounds.has(symbol)).length;
    let vowels = 0;
    let said = '';
    for (let i = 0; i < symbols.length; i++) {
      const symbol = symbols[i] ?? '';
      if (vowelSounds.has(symbol) || this.#sounds.consonants.has(symbol)) {
        const consonant = vowelSounds.has(symbol) ? '' : symbol;
        const at = consonant === '' ? i : i + 1;
        const vowel = this.#vowel(symbols[at]);
        if (vowel === undefined) said += this.#alone(consonant, symbols, i, word, said);
        else {
          const spelled = letters.length === count ? (letters[vowels] ?? '') : '';
          const place = { symbols, at, word, spelled, first: vowels === 0, only: count === 1 };
          said += this.#syllable(consonant, asSpelled(vowel, place), place);
          vowels++;
          i = at;
        }
      }
    }
    return said;
  }

  #vowel(symbol: string | undefined): Vowel | undefined {
    const sound = this.#sounds.vowels.get(symbol ?? '');
    return sound && { ...sound, short: sound.tail === '' };
  }

  /** A consonant, or none, with a vowel. */
  #syllable(consonant: string, { vowel, tail }: Vowel, { symbols, at, word }: Place): string {
    const column = ORDER.indexOf(vowel);
    const symbol = symbols[at] ?? '';
    const before = symbols[at - 2] ?? '';
    if (symbol === 'ᵊ' && symbols[at + 1] === 'l' && /le[ds]?$/.test(word))
      return this.#alone(consonant, symbols, at - 1, word, 'ー');
    // In "query", the kana before already ends in the sound of the w.
    if (consonant === 'w' && /^[kɡ]/.test(before)) return (this.#sounds.consonants.get('')?.[column] ?? '') + tail;
    const fronted = /^[æa]$/.test(symbol) && (consonant === 'k' || consonant === 'ɡ') ? `${consonant}j` : consonant;
    return (this.#sounds.consonants.get(fronted)?.[column] ?? '') + tail;
  }

  /** A consonant without a vowel. @param said the kana before it */
  #alone(consonant: string, symbols: readonly string[], at: number, word: string, said: string): string {
    const next = symbols[at + 1] ?? '';
    if (consonant === 'm' && /^[pb]/.test(next)) return 'ん';
    if (consonant === 'ŋ' && /^[kɡ]/.test(next)) return 'ん';
    if (next === 'l' && at + 2 === symbols.length && /als?$/.test(word))
      return this.#sounds.consonants.get(consonant)?.[0] ?? '';
    const short = this.#vowel(symbols[at - 1])?.short === true && !said.endsWith('ー');
    // "network" is a compound of two words.
    const ends = next === '' || (consonant === 't' && next === 'w' && at > 0);
    const doubled = ends && short && DOUBLED.has(consonant) ? 'っ' : '';
    return doubled + (this.#sounds.consonants.get(consonant)?.[NO_VOWEL] ?? '');
  }
}

/** Picks the Japanese vowel by spelling for reduced vowels, and for those that are long only in British English. */
function asSpelled(vowel: Vowel, { symbols, at, word, spelled, first, only }: Place): Vowel {
  const symbol = symbols[at] ?? '';
  const last = at === symbols.length - 1;
  const next = symbols[at + 1] ?? '';
  const before = symbols[at - 1] ?? '';
  if (symbol === 'ɪ' && next === 'ʤ' && /ages?$/.test(word)) return long('e');
  if (symbol === 'ɪ' && spelled === 'e' && !(first && /^[ɹb]$/.test(before))) return short('e');
  if (/^iː?$/.test(symbol) && first && !only && /^p?re/.test(word) && spelled.startsWith('e')) return short('i');
  if (symbol === 'ɪə' && next === 'ɹ') return short(before === 't' ? 'e' : 'i');
  if (symbol === 'ʊə' && next === 'ɹ') return short('u');
  if (symbol === 'ɑː' && spelled === 'a') return short('a');
  if (/^[iQO]/.test(symbol) && last && !only && (symbol === 'i' ? before === 't' : spelled === 'o'))
    return short(vowel.vowel);
  if (symbol === 'ə' && last) return spelled === 'a' ? short('a') : long('a');
  if (symbol !== 'ə' && symbol !== 'ᵊ') return vowel;
  if (spelled.endsWith('r')) return long('a');
  if (spelled.endsWith('o') || spelled === 'io') return short('o');
  if (spelled.endsWith('a')) return short('a');
  if (spelled === 'i') return short('i');
  if (spelled === 'e') {
    const swallowed = symbol === 'ᵊ' && next === 'n' && symbols.length === at + 2 && before !== 'ɹ';
    return short(swallowed ? 'u' : 'e');
  }
  return vowel;
}

/** Short, but the next consonant is not doubled. */
const short = (vowel: Vowel['vowel']): Vowel => ({ vowel, tail: '', short: false });
const long = (vowel: Vowel['vowel']): Vowel => ({ vowel, tail: 'ー', short: false });

/** A word's groups of vowel letters, each with an r that follows; a silent final e is left out. */
function vowelLetters(word: string): string[] {
  const heard = word.replace(/(?<=[aeiouy][a-z]{0,8}[^aeiouyl])e(s?)$/, '$1');
  return heard.match(/[aeiouy]+r?(?![aeiouy])|[aeiouy]+/g) ?? [];
}
