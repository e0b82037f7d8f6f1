import type { SpokenToken } from '../../language';
import type { StretchClass } from '../../semioticClasses';

/** Longest token; a longer word is split. */
const MAX_WORD = 50;

/** Collects the tokens of a sentence. */
export class Spoken {
  readonly tokens: SpokenToken[] = [];
  /** What the text is taken for that is being said. */
  semiotic: StretchClass | undefined;
  /** Whether the next number ends a range that began with a version. */
  versionFollows = false;
  /** Where a number starts that is a version because an operator (">=") precedes it. */
  versionNext = -1;
  /** Where the last version ended; numbers listed after it are versions, too. */
  versionEnd = 0;
  /** The last emoji that was said. */
  lastEmoji = '';
  #spaceBefore = false;

  /** Separates words: white space, or a silent sign. */
  space(): void {
    this.#spaceBefore = true;
  }

  /**
   * Adds words for the range from `start` to `end` of the sentence. Single capitals, with or without a final s, are
   * spelled; adjacent ones form one token ("S Q L").
   */
  say(text: string, start: number, end: number): void {
    let letters = '';
    for (const word of text.split(' ')) {
      if (/^\p{Lu}s?$/u.test(word) && !letters.endsWith('s')) {
        letters += word;
        continue;
      }
      this.#letters(letters, start, end);
      letters = '';
      if (word !== '') this.word(word, start, end);
    }
    this.#letters(letters, start, end);
    const last = this.tokens.at(-1);
    if (text === 'at' && last) last.stressed = true; // the sign must be heard
  }

  #letters(text: string, start: number, end: number): void {
    if (text !== '') this.#push('letters', text, start, end);
  }

  /** Adds a word, split if it is very long. @param glued whether it forms one word with the token before it */
  word(text: string, start: number, end: number, glued = false): void {
    for (let i = 0; i < text.length; i += MAX_WORD) {
      const piece = text.slice(i, i + MAX_WORD);
      const range = text.length > MAX_WORD ? [start + i, Math.min(end, start + i + piece.length)] : [start, end];
      this.#push('word', piece, range[0] ?? start, range[1] ?? end, glued && i === 0);
    }
  }

  /** Adds letters that are spelled. */
  spell(text: string, start: number, end: number, glued = false): void {
    for (let i = 0; i < text.length; i += MAX_WORD)
      this.#push('letters', text.slice(i, i + MAX_WORD), start, end, glued && i === 0);
  }

  /** Adds a word with the pronunciation that its author gave. */
  pronounced(text: string, phonemes: string, start: number, end: number): void {
    this.#push('word', text, start, end);
    const last = this.tokens.at(-1);
    if (last) last.phonemes = phonemes;
  }

  #push(kind: 'word' | 'letters', text: string, start: number, end: number, glued = false): void {
    const last = this.tokens.at(-1);
    const opened = last?.kind === 'punctuation' && /[(“—]/.test(last.text) && !this.#spaceBefore;
    this.#spaceBefore = false;
    const spaceBefore = !opened && !glued && this.tokens.length > 0;
    this.tokens.push({ kind, text, start, end, spaceBefore, ...(this.semiotic && { semiotic: this.semiotic }) });
  }

  /** Adds one of Kokoro's punctuation marks; repeated marks are merged. */
  mark(text: string, start: number, end: number): void {
    const last = this.tokens.at(-1);
    if (last?.kind === 'punctuation' && last.text === text && last.end === start) last.end = end;
    else
      this.tokens.push({
        kind: 'punctuation',
        text,
        start,
        end,
        spaceBefore: this.#spaceBefore && this.tokens.length > 0,
      });
    this.#spaceBefore = false;
  }

  /** The last word, in lower case; '' at the beginning or after punctuation. */
  get lastWord(): string {
    const last = this.tokens.at(-1);
    return last === undefined || last.kind === 'punctuation' ? '' : last.text.toLowerCase();
  }
}
