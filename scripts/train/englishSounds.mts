// Converts English words to the sounds of other languages, as their speakers say loanwords.
import type { RuleBasedLanguageCode } from '../../src/language/ruleBased/g2p/ruleData';

/** Not Hindi: its voices say English words in English. */
export type BorrowingLanguage = Exclude<RuleBasedLanguageCode, 'hi'>;

/**
 * Replacements in order, written as "from>to": `from` is a regular expression without spaces, an empty `to` means
 * silence.
 */
type Sounds = readonly (readonly [from: RegExp, to: string])[];

const VOWEL = /[AIOWYiuæɑɔəɛɜɪʊʌᵊᵻ]/u;
/** Reduced and merged vowels, which other languages pronounce as spelled. */
const BY_LETTER = /[əᵊᵻɑɜ]/u;
const PLAIN = sounds('[ˌʔ]> [Tɾ]>t ɹ>r');

/**
 * The languages' sounds for misaki's American ones. Before that, reduced vowels are replaced by the letters a e i o u,
 * or by ə if the
 * spelling is unclear; ɑ by ɑ (spelled a) or ɒ (spelled o), and ɜ by its letter.
 */
const SOUNDS: Readonly<Record<BorrowingLanguage, Sounds>> = {
  es: sounds(
    '[æʌɑ]>a [ɔɒO]>o [ɛə]>e ɪ>i ʊ>u Y>oɪ z>s v>b ʒ>ʃ h>x (?<![ln])ʤ>ʝ (?<=^)j>ʝ (?<=[aeiouAIW])r(?=ˈ?[aeiouAIW])>ɾ r(?![aeiouˈAIW])>ɾ ' +
      '(?<=[tpkfbdɡθʃ])r>ɾ ^(ˈ?)s(?=[ptkmnlfbdɡ])>es (?<=[aeiouAIWɾl])b(?=[aeiouˈAIWɾl])>β (?<=[aeiouAIWɾ])[dð](?=[aeiouˈAIWɾ])>ð (?<!^)ð(?![aeiouˈAIWɾ])>d ^ð>d ' +
      '(?<=[aeiouAIWɾl])ɡ(?=[aeiouˈAIWɾl])>ɣ n(?=ˈ?[kxɡ])>ŋ ŋɡ$>ŋ',
  ),
  fr: sounds(
    'ʌ>œ [æɑ]>a ɒ>ɔ ɪ>i ʊ>u A>ɛj I>aj O>o W>aw Y>ɔj ər$>œʁ er$>œʁ or$>ɔʁ e(?=r|[nt][^aeiouɛɔəœ]*$)>ɛ e>ə o>ɔ r>ʁ ʧ>tʃ ʤ>dʒ h> θ>s ð>z ŋɡ$>ŋ ˈ> ' +
      '(?=[aiuyoɛœɔ](?:[^aiuyoɛœɔ]*)$)>ˈ',
  ),
  it: sounds(
    'ˈæ>ˈɛ æ>e ʌ>a ɑ>a ˈɒ>ˈɔ ɒ>o ə>e (?<!ˈ)ɛ>e (?<!ˈ)ɔ>o ɪ>i ʊ>u O>o Y>oɪ h> θ>t ð>d ʒ>ʤ ŋ(?![kɡ])>ŋɡ ŋɡɡ>ŋɡ n(?=ˈ?[kɡ])>ŋ',
  ),
  'pt-br': sounds(
    'ˈ[æɛ]>ˈɛ [æɛ]>e [ʌɑ]>a ˈ[ɒɔ]>ˈɔ [ɒɔ]>o ə>e ɪ>i ʊ>u Y>oɪ O>ow θ>t ð>d ʒ>ʒ ^(ˈ?)s(?=[ptkmnlfbdɡ])>is ' +
      'r>R ^(ˈ?)R>x h>x R$>r R(?=ˈ?[aeiouɛɔAIW])>ɾ R>ɾə (?<=[ptkbdɡfv])ɾ>r ' +
      'aˈ?l(?=[^aeiouɛɔAIWˈ]|$)>W (?<=[eiɛ])l(?=[^aeiouɛɔAIWˈ]|$)>ʊ (?<=[oɔu])l(?=[^aeiouɛɔAIWˈ]|$)>w ' +
      'a[nm](?=[^aeiouɛɔAIWpbˈ]|$)>ɐ̃ŋ [eɛ][nm](?=[^aeiouɛɔAIWpbˈ]|$)>Aŋ (?<=[iou])n(?=[^aeiouɛɔAIWˈ]|$)>ŋ a(?=m[pb])>ɐ̃ [eɛ](?=m[pb])>A ' +
      't(?=ˈ?[i])>ʧ d(?=ˈ?[i])>ʤ t$>ʧi d$>ʤi (?<=[pbkɡfvʧʤ])$>i ʃi$>ʃi ŋɡi$>ŋ a$>æ',
  ),
};

function sounds(table: string): Sounds {
  return table
    .split(' ')
    .filter(Boolean)
    .map((rule) => {
      const at = rule.lastIndexOf('>');
      return [new RegExp(rule.slice(0, at), 'gu'), rule.slice(at + 1)] as const;
    });
}

/** An English word in another language's sounds. @param phonemes misaki's American phonemes */
export function inSoundsOf(language: BorrowingLanguage, word: string, phonemes: string): string {
  const plain = replaced(phonemes, PLAIN);
  const letters = lettersOfVowels(word, Array.from(plain).filter((sound) => VOWEL.test(sound)).length);
  let at = 0;
  const written = Array.from(plain, (sound) => {
    if (!VOWEL.test(sound)) return sound;
    const letter = letters?.[at++];
    return BY_LETTER.test(sound) ? asWritten(sound, letter) : sound;
  }).join('');
  return replaced(written, SOUNDS[language]);
}

function replaced(text: string, table: Sounds): string {
  return table.reduce((said, [from, to]) => said.replace(from, to), text);
}

function asWritten(sound: string, letter: string | undefined): string {
  if (sound === 'ɑ') return letter === undefined || letter === 'o' ? 'ɒ' : 'ɑ';
  if (sound === 'ɜ') return letter === 'o' ? 'o' : 'e';
  if (letter === undefined) return sound === 'ᵻ' ? 'i' : 'ə';
  return letter === 'y' ? 'i' : letter;
}

/** The letter that spells each of a word's vowels; undefined if letters and vowels do not match. */
function lettersOfVowels(word: string, count: number): string[] | undefined {
  const bare = word.replace(/qu/g, 'q').replace(/^y(?=[aeiou])/, '');
  const forms = [
    bare.replace(/e(?=s?$)/, ''),
    bare,
    bare.replace(/e(?=d$)/, ''),
    bare.replace(/e(?=[^aeiouy]+[aeiouy])/, ''),
  ];
  for (const groups of [/[aeiouy]+/g, /ia|io|[aeiouy]+?(?=[ao])|[aeiouy]+/g, /[aeiouy]/g]) {
    for (const form of forms) {
      const found = form.match(groups) ?? [];
      if (found.length === count) return found.map((group) => (/^(?:io|ou)/.test(group) ? 'o' : group.charAt(0)));
    }
  }
  return undefined;
}
