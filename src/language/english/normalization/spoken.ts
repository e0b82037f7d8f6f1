import type { SpokenToken } from '../../language';

/** Longest word given on as one; longer ones are cut. */
const MAX_WORD = 50;

/** Gathers the tokens of a sentence as they are found. */
export class Spoken {
  readonly tokens: SpokenToken[] = [];
  /** The end of a range follows whose beginning was a version. */
  versionFollows = false;
  /** Where a number begins that is a version, because a requirement (">=") stands before it. */
  versionNext = -1;
  /** Where the last version ended: those that are listed with it are versions too. */
  versionEnd = 0;
  /** The emoji that was said last. */
  lastEmoji = '';
  #spaceBefore = false;

  /** White space, or something silent that keeps words apart. */
  space(): void {
    this.#spaceBefore = true;
  }

  /**
   * Words said for the part of the sentence from `start` to `end`. Single capitals, with or without an s at the end, are
   * letters that are said one by one, together if they stand together ("S Q L").
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
    if (text === 'at' && last) last.stressed = true; // the sign, which is easily lost
  }

  #letters(text: string, start: number, end: number): void {
    if (text !== '') this.#push('letters', text, start, end);
  }

  /** A word as it stands, in pieces if it is very long. @param glued it is one word with the one before it */
  word(text: string, start: number, end: number, glued = false): void {
    for (let i = 0; i < text.length; i += MAX_WORD) {
      const piece = text.slice(i, i + MAX_WORD);
      const range = text.length > MAX_WORD ? [start + i, Math.min(end, start + i + piece.length)] : [start, end];
      this.#push('word', piece, range[0] ?? start, range[1] ?? end, glued && i === 0);
    }
  }

  /** Letters that are said one by one. */
  spell(text: string, start: number, end: number, glued = false): void {
    for (let i = 0; i < text.length; i += MAX_WORD)
      this.#push('letters', text.slice(i, i + MAX_WORD), start, end, glued && i === 0);
  }

  /** A word with the pronunciation that its author gives. */
  pronounced(text: string, phonemes: string, start: number, end: number): void {
    this.#push('word', text, start, end);
    const last = this.tokens.at(-1);
    if (last) last.phonemes = phonemes;
  }

  #push(kind: 'word' | 'letters', text: string, start: number, end: number, glued = false): void {
    const last = this.tokens.at(-1);
    const opened = last?.kind === 'punctuation' && /[(“—]/.test(last.text) && !this.#spaceBefore;
    this.#spaceBefore = false;
    this.tokens.push({ kind, text, start, end, spaceBefore: !opened && !glued && this.tokens.length > 0 });
  }

  /** One of Kokoro's punctuation marks; repeated ones are one. */
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

  /** The last word that was said, in lower case; '' at the beginning or after a mark. */
  get lastWord(): string {
    const last = this.tokens.at(-1);
    return last === undefined || last.kind === 'punctuation' ? '' : last.text.toLowerCase();
  }
}
