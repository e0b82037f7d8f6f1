import type { Block } from './block';
import { formulaAt } from './formulaMarks';
import { spokenFormula } from './formulas';
import { MappedText } from './mappedText';
import type { DocumentPhrases } from './phrases';

/** Stand for the first and the other characters of a formula while Markdown is parsed, which knows no formulas. */
const FIRST = '\uE000';
const OTHER = '\uE001';
const MASKED = /\uE000\uE001*/g;
/** Where a formula or code may begin. */
const MARK = /\$|\\[[(]|`+|^ {0,3}~{3,}[^\n]*/gm;

/** Hides the formulas in a section of Markdown; undefined if there are none. Offsets stay the same. */
export function maskFormulas(text: string): string | undefined {
  if (!/\$|\\[[(]/.test(text) || text.includes(FIRST)) return undefined;
  const parts: string[] = [];
  let done = 0;
  MARK.lastIndex = 0;
  for (let mark = MARK.exec(text); mark; mark = MARK.exec(text)) {
    const { 0: sign, index } = mark;
    if (/^ *[`~]/.test(sign)) {
      // Code lasts to the same marks; without them, they are ordinary characters.
      const closing = /^[`~]+/.exec(sign.trim())?.[0] ?? sign;
      const end = text.indexOf(closing, index + sign.length);
      if (end >= 0) MARK.lastIndex = end + closing.length;
      else if (closing.length > 2) break;
      continue;
    }
    const formula = formulaAt(text, index);
    if (formula === undefined) continue;
    parts.push(text.slice(done, index), FIRST, OTHER.repeat(formula.end - index - 1));
    done = MARK.lastIndex = formula.end;
  }
  return done === 0 ? undefined : parts.join('') + text.slice(done);
}

/** Puts the words for formulas into a block of a masked section. @param section its text as it is written */
export function sayFormulas(block: Block, section: MappedText, phrases: DocumentPhrases): Block {
  const { text } = block;
  if (block.kind === 'code') return { ...block, text: text.within(section) };
  const parts: MappedText[] = [];
  let at = 0;
  for (const { 0: masked, index } of text.text.matchAll(MASKED)) {
    const { start } = text.sourceRange(index, index + masked.length);
    const formula = formulaAt(section.text, start);
    const isCode = text.codeRanges.some((code) => code.start <= index && index < code.end);
    if (isCode || formula === undefined) continue;
    parts.push(
      text.slice(at, index).within(section),
      spokenFormula(section.slice(formula.inner.start, formula.inner.end), phrases),
    );
    at = index + masked.length;
  }
  parts.push(text.slice(at).within(section));
  return { ...block, text: MappedText.concat(parts) };
}
