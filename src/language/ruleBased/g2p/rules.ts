/** One rule of spelling: where `pattern` matches, `length` letters become `phonemes`. */
interface Rule {
  pattern: RegExp;
  length: number;
  phonemes: string;
}

/** Letters → phonemes by ordered rules. A letter that no rule takes is silent. Linear in the length of the word. */
export type Transcriber = (word: string) => string;

/**
 * Compiles rules, one a line: `left<letters>right phonemes`, the contexts being regular expressions without spaces in
 * which `{NAME}` stands for one of `classes`; no phonemes means silent. For each letter the first rule that fits counts.
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

/** Puts the primary stress before a nucleus, counted from the end (0: the last), unless there is a stress already. */
export function stressFromEnd(phonemes: string, nucleus: RegExp, fromEnd: number): string {
  if (phonemes.includes('ˈ')) return phonemes;
  const nuclei = Array.from(phonemes.matchAll(nucleus), (match) => match.index);
  const at = nuclei[Math.max(0, nuclei.length - 1 - fromEnd)];
  return at === undefined ? phonemes : `${phonemes.slice(0, at)}ˈ${phonemes.slice(at)}`;
}

/**
 * Secondary stresses on every other nucleus from the first on, none next to the primary one: ˌelimˌinaθjˈon. The
 * nuclei in `weak` are counted but not stressed.
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
