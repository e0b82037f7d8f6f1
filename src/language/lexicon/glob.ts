import { t } from '../../common/l10n';
import { compilePattern } from './compilePattern';
import type { Pattern } from './pattern';
import { PatternError } from './patternParser';

/** Characters of a glob and what they mean, as a pattern. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\*\*\//y, '(?:.*/)?'],
  [/\*\*/y, '.*'],
  [/\*/y, '[^/]*'],
  [/\?/y, '[^/]'],
];

/**
 * Compiles a glob: `*`, `**`, `?` and `{a,b}`. Without a slash it is for files in all folders. @throws PatternError
 */
export function compileGlob(glob: string): Pattern {
  if (/[[\]\\]/.test(glob))
    throw new PatternError(
      t('Write the file pattern with “/”, “*”, “**”, “?” and “{a,b}” only.'),
      glob.search(/[[\]\\]/),
    );
  let open = false;
  let pattern = glob.includes('/') ? '' : '(?:.*/)?';
  for (let at = 0; at < glob.length;) {
    const character = glob.charAt(at);
    const sign = SIGNS.find(([expression]) => {
      expression.lastIndex = at;
      return expression.test(glob);
    });
    if (sign) {
      pattern += sign[1];
      at = sign[0].lastIndex;
      continue;
    }
    if (character === '{' && open) throw new PatternError(t('“{” cannot stand inside another.'), at);
    if (character === '{' || character === '}') open = character === '{';
    if (character === '{') pattern += '(?:';
    else if (character === '}') pattern += ')';
    else if (character === ',' && open) pattern += '|';
    else pattern += character.replace(/[.^$|()+]/, '\\$&');
    at++;
  }
  return compilePattern(`${pattern}$`, false);
}

/** Whether a glob matches a path with "/" between folders; false for one that cannot be compiled. */
export function globMatches(glob: string, path: string): boolean {
  try {
    return compileGlob(glob.replace(/^\.?\//, '')).matchesFrom(path);
  } catch (error) {
    if (error instanceof PatternError) return false;
    throw error;
  }
}
