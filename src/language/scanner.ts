import type { Signs } from './signs';

/**
 * Walks through a sentence of a script without spaces. At each place it tries white space, an emoji, Latin letters, a
 * number, an operator and at last a single character, in this order; the first that accepts the text moves `at` past
 * it.
 */
export abstract class Scanner {
  protected readonly text: string;
  protected readonly signs: Signs;
  protected at = 0;

  protected constructor(text: string, signs: Signs) {
    this.text = text;
    this.signs = signs;
  }

  protected scan(): void {
    while (this.at < this.text.length) {
      const char = this.text.charAt(this.at);
      if (/\s/.test(char)) this.space();
      else if (!(this.emoji() || this.latin(char) || this.number(char) || this.#operator())) this.character();
    }
  }

  protected abstract space(): void;
  protected abstract emoji(): boolean;
  protected abstract latin(char: string): boolean;
  protected abstract number(char: string): boolean;
  protected abstract character(): void;
  /** Outputs `words` for the text up to `end`. */
  protected abstract say(words: string, end: number): void;

  /** At most `length` characters before `at`. */
  protected before(length: number): string {
    return this.text.slice(Math.max(0, this.at - length), this.at);
  }

  #operator(): boolean {
    for (const [operator, said] of this.signs.operators) {
      if (!this.text.startsWith(operator, this.at)) continue;
      this.say(said, this.at + operator.length);
      return true;
    }
    return false;
  }
}
