/** How Japanese says an English vowel: one of its five vowels, what follows it, and whether it is short. */
interface Vowel {
  kana: 'a' | 'i' | 'u' | 'e' | 'o';
  tail: string;
  short: boolean;
}

const VOWELS: ReadonlyMap<string, Vowel> = new Map(
  'æ=a ɑː=aー ɑ=a ɒ=o ɔː=oー ɔ=o ʌ=a ə=a ɪ=i iː=iー i=iー ʊ=u uː=uー u=uー ɛː=eあ ɛ=e ɜː=aー ɐ=a ᵻ=i ᵊ=u A=eー I=aい Q=oー O=oー W=aう Y=oい ɪə=iあ ʊə=uあ e=e a=a o=o'
    .split(' ')
    .map((entry) => {
      const [symbol = '', said = ''] = entry.split('=');
      const tail = said.slice(1);
      return [symbol, { kana: said.charAt(0) as Vowel['kana'], tail, short: tail === '' }] as const;
    }),
);
const ORDER = 'aiueo';
/** Kana of each consonant before the five vowels, and without a vowel. */
const CONSONANTS: ReadonlyMap<string, readonly string[]> = new Map(
  `=あ い う え お -
p=ぱ ぴ ぷ ぺ ぽ ぷ
b=ば び ぶ べ ぼ ぶ
t=た てぃ とぅ て と と
d=だ でぃ どぅ で ど ど
k=か き く け こ く
ɡ=が ぎ ぐ げ ご ぐ
f=ふぁ ふぃ ふ ふぇ ふぉ ふ
v=ば び ぶ べ ぼ ぶ
θ=さ し す せ そ す
ð=ざ じ ず ぜ ぞ ず
s=さ し す せ そ す
z=ざ じ ず ぜ ぞ ず
ʃ=しゃ し しゅ しぇ しょ しゅ
ʒ=じゃ じ じゅ じぇ じょ じゅ
ʧ=ちゃ ち ちゅ ちぇ ちょ ち
ʤ=じゃ じ じゅ じぇ じょ じ
ts=つぁ つぃ つ つぇ つぉ つ
h=は ひ ふ へ ほ ふ
m=ま み む め も む
n=な に ぬ ね の ん
ŋ=んが んぎ んぐ んげ んご んぐ
l=ら り る れ ろ る
ɹ=ら り る れ ろ る
w=わ うぃ う うぇ うぉ う
j=や い ゆ いぇ よ い
x=は ひ ふ へ ほ ふ
kj=きゃ き きゅ け きょ き
ɡj=ぎゃ ぎ ぎゅ げ ぎょ ぎ
pj=ぴゃ ぴ ぴゅ ぺ ぴょ ぴ
bj=びゃ び びゅ べ びょ び
mj=みゃ み みゅ め みょ み
nj=にゃ に にゅ ね にょ に
fj=ふぁ ふぃ ふゅ ふぇ ふょ ふ
vj=びゃ び びゅ べ びょ び
hj=ひゃ ひ ひゅ へ ひょ ひ
tj=ちゃ ち ちゅ ちぇ ちょ ち
dj=じゃ じ でゅ で じょ じ
sj=しゃ し しゅ せ しょ し
lj=りゃ り りゅ れ りょ り`
    .split('\n')
    .map((line) => {
      const [consonant = '', kana = ''] = line.split('=');
      return [consonant, kana.split(' ')] as const;
    }),
);
const NO_VOWEL = 5;
const SYMBOL = /ɪə|ʊə|[ɑɔiuɛɜ]ː|ts|[pbtdkɡfvszlhmn]j|[^]/gu;
/** Consonants that are doubled at the end of a word after a short vowel: "hook" is フック. */
const DOUBLED = new Set(['p', 't', 'k', 'd', 'ʧ', 'ʤ', 'ʃ', 'ts']);

/**
 * Converts a word's British phonemes to Japanese sounds in hiragana: "dˈɒkə" → "どっかー". Reduced vowels follow the
 * spelling.
 */
export function englishToKana(phonemes: string, spelling: string): string {
  const word = spelling.toLowerCase();
  const symbols = phonemes.replace(/[ˈˌ]/g, '').match(SYMBOL) ?? [];
  const letters = vowelLetters(word);
  const count = symbols.filter((symbol) => VOWELS.has(symbol)).length;
  let vowels = 0;
  let said = '';
  for (let i = 0; i < symbols.length; i++) {
    const symbol = symbols[i] ?? '';
    if (VOWELS.has(symbol) || CONSONANTS.has(symbol)) {
      const consonant = VOWELS.has(symbol) ? '' : symbol;
      const at = consonant === '' ? i : i + 1;
      const vowel = VOWELS.get(symbols[at] ?? '');
      if (vowel === undefined) said += alone(consonant, symbols, i, word, said);
      else {
        const spelled = letters.length === count ? (letters[vowels] ?? '') : '';
        const place = { symbols, at, word, spelled, first: vowels === 0, only: count === 1 };
        said += syllable(consonant, asSpelled(vowel, place), place);
        vowels++;
        i = at;
      }
    }
  }
  return said;
}

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

/** A consonant, or none, with a vowel. */
function syllable(consonant: string, { kana, tail }: Vowel, { symbols, at, word }: Place): string {
  const column = ORDER.indexOf(kana);
  const symbol = symbols[at] ?? '';
  const before = symbols[at - 2] ?? '';
  if (symbol === 'ᵊ' && symbols[at + 1] === 'l' && /le[ds]?$/.test(word))
    return alone(consonant, symbols, at - 1, word, 'ー');
  // In "query", the kana before already ends in the sound of the w.
  if (consonant === 'w' && /^[kɡ]/.test(before)) return (CONSONANTS.get('')?.[column] ?? '') + tail;
  const fronted = /^[æa]$/.test(symbol) && (consonant === 'k' || consonant === 'ɡ') ? `${consonant}j` : consonant;
  return (CONSONANTS.get(fronted)?.[column] ?? '') + tail;
}

/** A consonant without a vowel. @param said the kana before it */
function alone(consonant: string, symbols: readonly string[], at: number, word: string, said: string): string {
  const next = symbols[at + 1] ?? '';
  if (consonant === 'm' && /^[pb]/.test(next)) return 'ん';
  if (consonant === 'ŋ' && /^[kɡ]/.test(next)) return 'ん';
  if (next === 'l' && at + 2 === symbols.length && /als?$/.test(word)) return CONSONANTS.get(consonant)?.[0] ?? '';
  const short = VOWELS.get(symbols[at - 1] ?? '')?.short === true && !said.endsWith('ー');
  // "network" is a compound of two words.
  const ends = next === '' || (consonant === 't' && next === 'w' && at > 0);
  const doubled = ends && short && DOUBLED.has(consonant) ? 'っ' : '';
  return doubled + (CONSONANTS.get(consonant)?.[NO_VOWEL] ?? '');
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
    return short(vowel.kana);
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
const short = (kana: Vowel['kana']): Vowel => ({ kana, tail: '', short: false });
const long = (kana: Vowel['kana']): Vowel => ({ kana, tail: 'ー', short: false });

/** A word's groups of vowel letters, each with an r that follows; a silent final e is left out. */
function vowelLetters(word: string): string[] {
  const heard = word.replace(/(?<=[aeiouy][a-z]{0,8}[^aeiouyl])e(s?)$/, '$1');
  return heard.match(/[aeiouy]+r?(?![aeiouy])|[aeiouy]+/g) ?? [];
}
