/** Kana and their phonemes, as in misaki's "cutlet". */
const ROWS: readonly (readonly [kana: string, phonemes: string])[] = [
  ['あ い う え お', 'a i ɯ e o'],
  ['か き く け こ ゕ ゖ', 'ka kʲi kɯ ke ko ka ke'],
  ['が ぎ ぐ げ ご', 'ɡa ɡʲi ɡɯ ɡe ɡo'],
  ['さ し す せ そ', 'sa ɕi sɨ se so'],
  ['ざ じ ず ぜ ぞ', 'ʣa ʥi zɨ ʣe ʣo'],
  ['た ち つ て と', 'ta ʨi ʦɨ te to'],
  ['だ ぢ づ で ど', 'da ʥi zɨ de do'],
  ['な に ぬ ね の', 'na ɲi nɯ ne no'],
  ['は ひ ふ へ ほ', 'ha çi ɸɯ he ho'],
  ['ば び ぶ べ ぼ', 'ba bʲi bɯ be bo'],
  ['ぱ ぴ ぷ ぺ ぽ', 'pa pʲi pɯ pe po'],
  ['ま み む め も', 'ma mʲi mɯ me mo'],
  ['や ゆ よ', 'ja jɯ jo'],
  ['ら り る れ ろ', 'ɾa ɾʲi ɾɯ ɾe ɾo'],
  ['わ ゎ ゐ ゑ を ゔ', 'βa βa i e o vɯ'],
  ['ヷ ヸ ヹ ヺ', 'va vʲi ve vo'],
  ['いぇ うぃ うぇ うぉ', 'je βi βe βo'],
  ['きぇ きゃ きゅ きょ', 'kʲe kʲa kʲɨ kʲo'],
  ['ぎぇ ぎゃ ぎゅ ぎょ', 'ɡʲe ɡʲa ɡʲɨ ɡʲo'],
  ['くぁ くぃ くぇ くぉ', 'kᵝa kᵝi kᵝe kᵝo'],
  ['ぐぁ ぐぃ ぐぇ ぐぉ', 'ɡᵝa ɡᵝi ɡᵝe ɡᵝo'],
  ['しぇ しゃ しゅ しょ', 'ɕe ɕa ɕɨ ɕo'],
  ['じぇ じゃ じゅ じょ', 'ʥe ʥa ʥɨ ʥo'],
  ['ちぇ ちゃ ちゅ ちょ', 'ʨe ʨa ʨɨ ʨo'],
  ['ぢゃ ぢゅ ぢょ', 'ʥa ʥɨ ʥo'],
  ['つぁ つぃ つぇ つぉ', 'ʦa ʦʲi ʦe ʦo'],
  ['てぃ てゅ でぃ でゅ とぅ どぅ', 'tʲi tʲɨ dʲi dʲɨ tɯ dɯ'],
  ['にぇ にゃ にゅ にょ', 'ɲe ɲa ɲɨ ɲo'],
  ['ひぇ ひゃ ひゅ ひょ', 'çe ça çɨ ço'],
  ['びゃ びゅ びょ ぴゃ ぴゅ ぴょ', 'bʲa bʲɨ bʲo pʲa pʲɨ pʲo'],
  ['ふぁ ふぃ ふぇ ふぉ ふゅ ふょ', 'ɸa ɸʲi ɸe ɸo ɸʲɨ ɸʲo'],
  ['みゃ みゅ みょ りゃ りゅ りょ', 'mʲa mʲɨ mʲo ɾʲa ɾʲɨ ɾʲo'],
  ['ゔぁ ゔぃ ゔぇ ゔぉ ゔゅ ゔょ', 'va vʲi ve vo bʲɨ bʲo'],
];
const KANA: ReadonlyMap<string, string> = new Map(
  ROWS.flatMap(([kana, phonemes]) => {
    const said = phonemes.split(' ');
    return kana.split(' ').map((one, i) => [one, said[i] ?? ''] as const);
  }),
);
/** The sounds of small kana that form no pair with the kana before them ("あぁ"). */
const SMALL: ReadonlyMap<string, string> = new Map([
  ['ぁ', 'a'],
  ['ぃ', 'i'],
  ['ぅ', 'ɯ'],
  ['ぇ', 'e'],
  ['ぉ', 'o'],
  ['ゃ', 'ja'],
  ['ゅ', 'jɯ'],
  ['ょ', 'jo'],
]);
const REPEATED = 'ゝヽ';
const REPEATED_VOICED = 'ゞヾ';
const VOICELESS = 'かきくけこさしすせそたちつてとはひふへほ';
const VOICED = 'がぎぐげござじずぜぞだぢづでどばびぶべぼ';

/** The phonemes of a word in hiragana; other characters are silent. Linear time. */
export function kanaToIpa(hiragana: string): string {
  let said = '';
  const kana = repeated(hiragana);
  for (let i = 0; i < kana.length; i++) {
    const char = kana[i] ?? '';
    const next = kana[i + 1] ?? '';
    const pair = KANA.get(char + next);
    if (pair !== undefined && next !== '') {
      said += pair;
      i++;
    } else if (SMALL.has(char)) said += SMALL.get(next) ?? '';
    else if (char === 'ー') said += 'ː';
    else if (char === 'っ') said += SMALL.has(next) ? '' : 'ʔ';
    else if (char === 'ん') said += nasal(KANA.get(next) ?? '');
    else {
      const alone = KANA.get(char) ?? '';
      const small = SMALL.get(next);
      said += small === undefined || alone === '' ? alone : alone.slice(0, -1) + small;
    }
  }
  return said;
}

/** ん is articulated like the next sound. */
function nasal(next: string): string {
  if (/^[mpb]/.test(next)) return 'm';
  if (/^[kɡ]/.test(next)) return 'ŋ';
  if (/^[ɲʨʥ]/.test(next)) return 'ɲ';
  if (/^[ntdɾz]/.test(next)) return 'n';
  return 'ɴ';
}

/** Replaces iteration marks by the kana that they repeat. */
function repeated(kana: string): string {
  if (!/[ゝヽゞヾ]/.test(kana)) return kana;
  let said = '';
  for (const char of kana) {
    const before = said.slice(-1);
    if (REPEATED.includes(char)) said += before;
    else if (REPEATED_VOICED.includes(char)) said += VOICED[VOICELESS.indexOf(before)] ?? before;
    else said += char;
  }
  return said;
}
