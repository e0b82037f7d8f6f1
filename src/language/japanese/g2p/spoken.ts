import type { SourceRange } from '../../../common/range';
import type { SpokenToken } from '../../language';
import type { StretchClass } from '../../semioticClasses';

/** Kokoro's punctuation for the dictionary's. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ...Array.from('!?:;…—()', (mark) => [mark, mark] as const),
  ['、', ','],
  ['。', '.'],
  ['「', '“'],
  ['」', '”'],
]);
const OPENING: ReadonlySet<string> = new Set('(“');
const CLOSING: ReadonlySet<string> = new Set(').,?!:;…”');

/** Punctuation whose repetitions count as one. */
const REPEATED: ReadonlySet<string> = new Set('!?….—');

/** Whether the text is punctuation only. */
export function isMarks(text: string): boolean {
  return text !== '' && Array.from(text).every((char) => MARKS.has(char));
}

/**
 * Collects the tokens of a sentence, with spaces where misaki puts them: between words, but not around a doubled
 * consonant.
 */
export class Spoken {
  readonly tokens: SpokenToken[] = [];
  /** Whether a space comes before the next token. */
  #space = false;
  /** The phonemes or text of the last token. */
  #before = '';

  /** Adds one of the dictionary's punctuation marks. */
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

  /** Adds a word; without phonemes if phonemize finds them later. A silent word only separates its neighbours. */
  word(text: string, phonemes: string | undefined, range: SourceRange, semiotic?: StretchClass): void {
    if (phonemes !== '') {
      const attached = phonemes?.startsWith('ʔ') === true && !/[!,.:;?—…”]$/.test(this.#before);
      const spaceBefore = this.#space && !attached && !this.#before.endsWith('ʔ');
      this.#push({
        kind: 'word',
        text,
        ...range,
        ...(phonemes !== undefined && { phonemes }),
        ...(semiotic !== undefined && { semiotic }),
        spaceBefore,
      });
      this.#before = phonemes ?? text;
    }
    this.#space = true;
  }

  #push(token: SpokenToken): void {
    this.tokens.push({ ...token, spaceBefore: token.spaceBefore && this.tokens.length > 0 });
  }
}
