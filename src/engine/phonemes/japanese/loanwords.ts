/** A vowel of English as Japanese says it: which of its five, what follows it, and whether it is short. */
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
/** Consonants before the five vowels, and alone. */
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
const ALONE = 5;
const SYMBOL = /ɪə|ʊə|[ɑɔiuɛɜ]ː|ts|[pbtdkɡfvszlhmn]j|[^]/gu;
/** Stops that are doubled at the end of a word, behind a short vowel: "hook" is フック. */
const DOUBLED = new Set(['p', 't', 'k', 'd', 'ʧ', 'ʤ', 'ʃ', 'ts']);

/**
 * A word's British phonemes in the sounds of Japanese, in hiragana: "dˈɒkə" → "どっかー". Vowels that English swallows are said as
 * they are spelled.
 */
export function englishToKana(phonemes: string, spelling: string): string {
  const symbols = phonemes.replace(/[ˈˌ]/g, '').match(SYMBOL) ?? [];
  const letters = vowelLetters(spelling);
  const vowels = symbols.filter((symbol) => VOWELS.has(symbol)).length;
  let next = 0;
  let said = '';
  for (let i = 0; i < symbols.length; i++) {
    const symbol = symbols[i] ?? '';
    const vowel = VOWELS.get(symbol);
    const letter = vowel === undefined || letters.length !== vowels ? '' : (letters[next++] ?? '');
    if (vowel !== undefined) {
      said += syllable('', asSpelled(symbol, vowel, letter, i === symbols.length - 1), '');
      continue;
    }
    const row = CONSONANTS.get(symbol);
    if (row === undefined) continue;
    const following = symbols[i + 1] ?? '';
    const followingVowel = VOWELS.get(following);
    if (followingVowel !== undefined) {
      const spelled = letters.length === vowels ? (letters[next++] ?? '') : '';
      i++;
      said += syllable(symbol, asSpelled(following, followingVowel, spelled, i === symbols.length - 1), following);
    } else said += alone(symbol, symbols, i);
  }
  return said;
}

/** A consonant with a vowel. */
function syllable(consonant: string, { kana, tail }: Vowel, symbol: string): string {
  const fronted = symbol === 'æ' && (consonant === 'k' || consonant === 'ɡ') ? `${consonant}j` : consonant;
  return (CONSONANTS.get(fronted)?.[ORDER.indexOf(kana)] ?? '') + tail;
}

/** A consonant without a vowel. */
function alone(consonant: string, symbols: readonly string[], at: number): string {
  const next = symbols[at + 1] ?? '';
  if (consonant === 'm' && /^[pb]/.test(next)) return 'ん';
  if (consonant === 'ŋ' && /^[kɡ]/.test(next)) return 'ん';
  const before = VOWELS.get(symbols[at - 1] ?? '');
  const doubled = next === '' && before?.short === true && DOUBLED.has(consonant) ? 'っ' : '';
  return doubled + (CONSONANTS.get(consonant)?.[ALONE] ?? '');
}

/** The vowel that Japanese takes for one that is weak, or long in Britain alone, from how it is spelled. */
function asSpelled(symbol: string, vowel: Vowel, letters: string, last: boolean): Vowel {
  if (symbol === 'ə' && last) return { kana: 'a', tail: letters === 'a' ? '' : 'ー', short: false };
  if (symbol === 'ɑː' && letters === 'a') return { kana: 'a', tail: '', short: true };
  if (symbol !== 'ə' && symbol !== 'ᵊ') return vowel;
  const first = letters.replace(/r$/, '');
  const tail = letters.endsWith('r') ? 'ー' : '';
  if (tail !== '') return { kana: 'a', tail, short: false };
  if (/^io?|^o/.test(first) && first.includes('o')) return { kana: 'o', tail, short: false };
  if (first === 'a' || first === 'e' || first === 'i')
    return { kana: symbol === 'ᵊ' && first === 'e' ? 'u' : first, tail, short: false };
  return { ...vowel, short: false };
}

/** The groups of vowels of a word, with an r behind them, without a silent e at its end. */
function vowelLetters(spelling: string): string[] {
  const word = spelling.toLowerCase().replace(/(?<=[aeiouy].*[^aeiouyl])e(s?)$/, '$1');
  return word.match(/[aeiouy]+r?(?![aeiouy])|[aeiouy]+/g) ?? [];
}
