import { groupsOf } from '../ruleBased/normalization/romance';

const SMALL =
  'zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove'.split(
    ' ',
  );
const TENS = ' dez vinte trinta quarenta cinquenta sessenta setenta oitenta noventa'.split(' ');
const HUNDREDS = ' cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos'.split(
  ' ',
);
/** Powers of a thousand, without "-ão" and "-ões". */
const POWERS = ['', 'mil', 'milh', 'bilh', 'trilh', 'quatrilh', 'quintilh', 'sextilh'];
const ORDINALS = 'zero primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono'.split(' ');
const ORDINAL_TENS =
  ' décimo vigésimo trigésimo quadragésimo quinquagésimo sexagésimo septuagésimo octogésimo nonagésimo'.split(' ');
const ORDINAL_HUNDREDS = (
  ' centésimo ducentésimo tricentésimo quadringentésimo quingentésimo sexcentésimo septingentésimo octingentésimo ' +
  'noningentésimo'
).split(' ');
const FEMININE =
  /(?:as?|ção|ções|são|sões|gem|gens|dade|dades|tude|tudes)$|^(?:partes?|ve(?:z|zes)|noites?|tardes?|classes?|chaves?|bases?|fases?|frases?|séries?|redes?|mulher|mulheres|flor|flores|mãos?|fotos?|motos?|torres?|sedes?|fontes?|luz|luzes|voz|vozes)$/u;
const MASCULINE_IN_A =
  /^(?:(?:problem|sistem|tem|poem|teorem|esquem|lem|dilem|emblem|idiom|axiom|sintom|diplom|clim|dram|\p{L}*gram|panoram|fantasm|dogm|enigm|map|planet|comet|di|guarani)as?|a|para|as|cada|da|das|na|nas|à|às)$/u;
const NO_NOUN = /^(?:e|ou|de|do|da|dos|das|em|no|na|nos|nas|a|ao|à|às|por|para|com|o|os|as|que|se|é|são|foi)$/u;

export function isFeminine(noun: string): boolean {
  return FEMININE.test(noun) && !MASCULINE_IN_A.test(noun);
}

function belowThousand(value: number): string {
  if (value < 20) return SMALL[value] ?? '';
  if (value === 100) return 'cem';
  const [names, step] = value > 100 ? [HUNDREDS, 100] : [TENS, 10];
  const rest = value % step;
  return `${names[Math.floor(value / step)] ?? ''}${rest ? ` e ${belowThousand(rest)}` : ''}`;
}

function feminine(words: string): string {
  return words
    .replace(/um$/u, 'uma')
    .replace(/dois$/u, 'duas')
    .replace(/entos\b/gu, 'entas');
}

export function cardinal(digits: string, noun: string): string {
  const groups = groupsOf(digits, 3);
  const agree = isFeminine(noun) ? feminine : (words: string): string => words;
  let said = '';
  groups.forEach((group, i) => {
    if (group === 0) return;
    const power = groups.length - 1 - i;
    const words = belowThousand(group);
    const counted =
      power === 0
        ? agree(words)
        : power > 1
          ? `${words} ${POWERS[power] ?? ''}${group === 1 ? 'ão' : 'ões'}`
          : group === 1
            ? 'mil'
            : `${agree(words)} mil`;
    // "e" joins the last group if it is below a hundred or a multiple of one.
    const last = groups.slice(i + 1).every((lower) => lower === 0);
    const joined = last && (group < 100 || group % 100 === 0);
    said += said === '' ? counted : `${joined ? ' e ' : ' '}${counted}`;
  });
  return said || 'zero';
}

/** An ordinal below 10⁹; `mark` is written after the digits: "ª", "o". */
export function ordinal(digits: string, mark: string): string {
  const value = Number(digits);
  const isFeminine = /[aª]/u.test(mark);
  const inflected = (words: string): string => (isFeminine ? words.replace(/o\b/gu, 'a') : words);
  const times = (group: number): string => {
    const words = cardinal(String(group), '');
    return isFeminine ? feminine(words) : words;
  };
  const power = (group: number, name: string): string =>
    group > 1 ? `${times(group)} ${inflected(name)}` : group === 1 ? inflected(name) : '';
  const rest = value % 1000;
  const words = [
    power(Math.floor(value / 1e6), 'milionésimo'),
    power(Math.floor(value / 1000) % 1000, 'milésimo'),
    inflected(ORDINAL_HUNDREDS[Math.floor(rest / 100)] ?? ''),
    inflected(ORDINAL_TENS[Math.floor((rest % 100) / 10)] ?? ''),
    rest % 10 > 0 ? inflected(ORDINALS[rest % 10] ?? '') : '',
  ];
  return words.filter(Boolean).join(' ') || 'zero';
}

const NAMES: Readonly<Record<string, string>> = { 2: 'meio', 3: 'terço', 100: 'centésimo', 1000: 'milésimo' };

/** A fraction; `noun` is what it is a part of. */
export function fraction(top: string, bottom: string, noun: string): string {
  if (top === '1' && bottom === '2' && noun !== '' && !NO_NOUN.test(noun)) return isFeminine(noun) ? 'meia' : 'meio';
  const value = Number(bottom);
  if (value === 0) return `${cardinal(top, '')} sobre zero`;
  const tens = value > 3 && (value <= 10 || (value < 100 && value % 10 === 0));
  const name = NAMES[bottom] ?? (tens ? ordinal(bottom, '') : undefined);
  if (name === undefined) return `${cardinal(top, '')} ${cardinal(bottom, '')} avos`;
  return `${cardinal(top, '')} ${name}${top === '1' ? '' : 's'}`;
}
