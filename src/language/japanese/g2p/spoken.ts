import type { SourceRange } from '../../../common/range';
import type { SpokenToken } from '../../language';

/** Kokoro's marks for those of the dictionary. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ...Array.from('!?:;…—()', (mark) => [mark, mark] as const),
  ['、', ','],
  ['。', '.'],
  ['「', '“'],
  ['」', '”'],
]);
const OPENING: ReadonlySet<string> = new Set('(“');
const CLOSING: ReadonlySet<string> = new Set(').,?!:;…”');

/** Marks that are one, however often they are written. */
const REPEATED: ReadonlySet<string> = new Set('!?….—');

/** Whether all that is said is marks. */
export function isMarks(text: string): boolean {
  return text !== '' && Array.from(text).every((char) => MARKS.has(char));
}

/** Gathers the tokens of a sentence, with spaces where misaki has them: between words, not around a doubled consonant. */
export class Spoken {
  readonly tokens: SpokenToken[] = [];
  /** A space is owed before what comes next. */
  #space = false;
  /** What was said last. */
  #before = '';

  /** A mark of the dictionary. */
  mark(char: string, range: SourceRange): void {
    const text = MARKS.get(char);
    if (text === undefined) return;
    const last = this.tokens.at(-1);
    if (REPEATED.has(text) && last?.text === text && last.end === range.start) {
      last.end = range.end;
      return;
    }
    const apart = this.#space || (OPENING.has(text) && !OPENING.has(this.#before));
    this.#push({ kind: 'punctuation', text, ...range, spaceBefore: apart && !CLOSING.has(text) });
    this.#space = !OPENING.has(text);
    this.#before = text;
  }

  /** A word; without phonemes where they are to be found later. A silent one keeps others apart. */
  word(text: string, phonemes: string | undefined, range: SourceRange): void {
    if (phonemes !== '') {
      const clings = phonemes?.startsWith('ʔ') === true && !/[!,.:;?—…”]$/.test(this.#before);
      const spaceBefore = this.#space && !clings && !this.#before.endsWith('ʔ');
      this.#push({ kind: 'word', text, ...range, ...(phonemes !== undefined && { phonemes }), spaceBefore });
      this.#before = phonemes ?? text;
    }
    this.#space = true;
  }

  #push(token: SpokenToken): void {
    this.tokens.push({ ...token, spaceBefore: token.spaceBefore && this.tokens.length > 0 });
  }
}
