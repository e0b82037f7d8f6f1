/** A spelling rule: where `pattern` matches, `length` letters become `phonemes`. */
interface Rule {
  pattern: RegExp;
  length: number;
  phonemes: string;
}

/** Converts letters to phonemes by ordered rules. Letters without a rule are silent. Linear in the word's length. */
export type Transcriber = (word: string) => string;

/**
 * Compiles rules, one per line: `left<letters>right phonemes`. The contexts are regular expressions without spaces, in
 * which `{NAME}` stands for one of `classes`. A rule without phonemes makes its letters silent. The first rule that
 * matches wins.
 */
export function compileRules(classes: Readonly<Record<string, string>>, table: string): Transcriber {
  const byLetter = new Map<string, Rule[]>();
  for (const line of table.split('\n')) {
    const [rule = '', phonemes = ''] = line.trim().split(/\s+/);
    const parts = /^([^<]*(?:<[=!][^<]*)*)<([^>=!][^>]*)>(.*)$/u.exec(rule);
    if (!parts) continue;
    const [, left = '', letters = '', right = ''] = parts.map((part) =>
      part.replace(/\{(\w+)\}/g, (_, name: string) => `[${classes[name] ?? ''}]`),
    );
    const pattern = new RegExp(`${left && `(?<=${left})`}${letters}${right && `(?=${right})`}`, 'uy');
    const first = letters.charAt(0);
    const rules = byLetter.get(first) ?? [];
    rules.push({ pattern, length: letters.length, phonemes });
    byLetter.set(first, rules);
  }
  return (word) => {
    let phonemes = '';
    for (let at = 0; at < word.length;) {
      const rule = byLetter.get(word.charAt(at))?.find(({ pattern }) => {
        pattern.lastIndex = at;
        return pattern.test(word);
      });
      phonemes += rule?.phonemes ?? '';
      at += rule?.length ?? 1;
    }
    return phonemes;
  };
}

/** Puts primary stress before a nucleus, counted from the end (0: the last), unless the word is already stressed. */
export function stressFromEnd(phonemes: string, nucleus: RegExp, fromEnd: number): string {
  if (phonemes.includes('ˈ')) return phonemes;
  const nuclei = Array.from(phonemes.matchAll(nucleus), (match) => match.index);
  const at = nuclei[Math.max(0, nuclei.length - 1 - fromEnd)];
  return at === undefined ? phonemes : `${phonemes.slice(0, at)}ˈ${phonemes.slice(at)}`;
}

/**
 * Puts secondary stress on every other nucleus, starting with the first, but not next to the primary stress:
 * ˌelimˌinaθjˈon. Nuclei in `weak` are never stressed.
 */
export function secondaryStress(phonemes: string, nucleus: RegExp, weak = ''): string {
  const primary = phonemes.indexOf('ˈ');
  const nuclei = Array.from(phonemes.slice(0, Math.max(0, primary)).matchAll(nucleus));
  let stressed = '';
  let end = 0;
  for (let i = 0; i < nuclei.length - 1; i++) {
    const { 0: vowel, index = 0 } = nuclei[i] ?? { 0: '' };
    if (weak.includes(vowel)) continue;
    stressed += `${phonemes.slice(end, index)}ˌ`;
    end = index;
    i++;
  }
  return stressed + phonemes.slice(end);
}
