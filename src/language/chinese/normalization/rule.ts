import type { ClassRule, StretchClass } from '../../semioticClasses';

/** What a rule says: Chinese words, or Latin letters and signs that are read as English. */
export type Said = string | { readonly latin: string };

/** A pattern (sticky) and what is said for its match; undefined if the rule does not apply. */
export interface Rule<Class extends StretchClass | undefined = StretchClass | undefined> extends ClassRule<
  NonNullable<Class>
> {
  semiotic: Class;
  pattern: RegExp;
  say: (match: RegExpExecArray, before: string, after: string) => Said | undefined;
}

export const rule = <const Class extends StretchClass | undefined>(
  semiotic: Class,
  pattern: string,
  say: Rule['say'],
): Rule<Class> => ({ semiotic, pattern: new RegExp(pattern, 'yu'), say });

export const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?(?!\.?\d)`;
export const MINUS = '[-−–]';
export const TO = '(?:——|--|[-−–—~～])';
/** Characters for large numbers behind digits. */
export const LARGE = '[百千万亿]';

/** Whether a minus sign after this text means "negative". */
export const isOpen = (before: string): boolean => !/[\p{Script=Latin}\p{N})\]]$/u.test(before);
