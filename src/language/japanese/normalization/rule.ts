import type { ClassRule, SemioticClass } from '../../semioticClasses';

/** A part of the output: a number in hiragana with spaces between words, ordinary text, or Latin letters and signs. */
export interface SaidPart {
  kind: 'number' | 'text' | 'latin';
  text: string;
}

/** The output for a number, and how many characters after the match belong to it as well. */
export interface Said {
  parts: SaidPart[];
  more?: number;
}

/** A pattern (sticky) and the output for what it matches; undefined if the rule does not apply. */
export interface Rule<Class extends SemioticClass | undefined = SemioticClass | undefined> extends ClassRule<
  NonNullable<Class>
> {
  semiotic: Class;
  pattern: RegExp;
  say: (match: RegExpExecArray, after: string, before: string) => Said | undefined;
}

export const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?(?!\.?\d)`;
export const MINUS = '[-−–]';
export const TO = '[-−–—~〜]';
export const LARGE = '[百千万億兆]';

export const rule = <const Class extends SemioticClass | undefined>(
  semiotic: Class,
  pattern: string,
  say: Rule['say'],
): Rule<Class> => ({ semiotic, pattern: new RegExp(pattern, 'yu'), say });
export const number = (text: string): SaidPart => ({ kind: 'number', text });
export const text = (said: string): SaidPart => ({ kind: 'text', text: said });

/** Whether a minus sign after this text means "negative". */
export const isOpen = (before: string): boolean =>
  !/[\p{L}\p{N})\]]$/u.test(before) || /[\p{Script=Hiragana}\s]$/u.test(before);
