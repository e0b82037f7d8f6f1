import type { TaggedModel, TaggedWord, WordModel } from './hmm';
import type { Words } from './words';

/** The characters that jieba's models cover. */
const HAN = /[\u4e00-\u9fd5]+/g;

/**
 * Splits Chinese text into words as jieba does: the likeliest path through its dictionary, and its models for the rest.
 */
export class Segmenter {
  readonly #words: Words;
  readonly #wordModel: WordModel;
  readonly #taggedModel: TaggedModel;

  constructor(words: Words, wordModel: WordModel, taggedModel: TaggedModel) {
    this.#words = words;
    this.#wordModel = wordModel;
    this.#taggedModel = taggedModel;
  }

  /** The words of a stretch of Chinese characters. */
  cut(text: string): string[] {
    const found: string[] = [];
    for (const { word, single } of this.#likeliest(text)) {
      if (!single || word.length === 1) found.push(word);
      else if (this.#words.has(word)) found.push(...Array.from(word));
      else {
        this.#inside(
          word,
          (han) => found.push(...this.#wordModel.cut(han)),
          (other) => found.push(other),
        );
      }
    }
    return found;
  }

  /** The words and other characters of a text with their parts of speech; characters outside words are tagged "x". */
  tag(text: string): TaggedWord[] {
    const found: TaggedWord[] = [];
    let at = 0;
    for (const match of text.matchAll(/[\u4e00-\u9fd5a-zA-Z0-9+#&._]+/g)) {
      for (const char of text.slice(at, match.index)) found.push({ word: char, tag: 'x' });
      this.#tagBlock(match[0], found);
      at = match.index + match[0].length;
    }
    for (const char of text.slice(at)) found.push({ word: char, tag: 'x' });
    return found;
  }

  #tagBlock(block: string, found: TaggedWord[]): void {
    for (const { word, single } of this.#likeliest(block)) {
      if (!single || word.length === 1) found.push({ word, tag: this.#words.tagOf(word) });
      else if (this.#words.has(word)) {
        for (const char of word) found.push({ word: char, tag: this.#words.tagOf(char) });
      } else {
        this.#inside(
          word,
          (han) => found.push(...this.#taggedModel.cut(han)),
          (other) => found.push({ word: other, tag: other.startsWith('.') ? 'm' : 'x' }),
        );
      }
    }
  }

  /**
   * The shortest dictionary word inside a word, which may be the word itself; the first one wins ties (the result of
   * jieba's cut for
   * search engines).
   */
  shortestPart(word: string): string {
    let shortest = word;
    let found = false;
    for (const part of this.cut(word)) {
      for (const size of [2, 3]) {
        for (let i = 0; part.length > size && i + size <= part.length; i++) {
          const gram = part.slice(i, i + size);
          if (!this.#words.has(gram)) continue;
          if (!found || gram.length < shortest.length) shortest = gram;
          found = true;
        }
      }
      if (!found || part.length < shortest.length) shortest = part;
      found = true;
    }
    return shortest;
  }

  /** The dictionary's words on the likeliest path; consecutive single characters are joined. */
  *#likeliest(text: string): Generator<{ word: string; single: boolean }> {
    const ends = this.#path(text);
    let singles = 0;
    for (let i = 0; i < text.length;) {
      const end = ends[i] ?? i + 1;
      if (end - i === 1) singles++;
      else {
        if (singles > 0) yield { word: text.slice(i - singles, i), single: true };
        singles = 0;
        yield { word: text.slice(i, end), single: false };
      }
      i = end;
    }
    if (singles > 0) yield { word: text.slice(text.length - singles), single: true };
  }

  /** For each index, where the likeliest word that starts there ends. */
  #path(text: string): Uint32Array {
    const { logTotal } = this.#words;
    const scores = new Float64Array(text.length + 1);
    const ends = new Uint32Array(text.length);
    for (let i = text.length - 1; i >= 0; i--) {
      let best = -Infinity;
      this.#words.forEachAt(text, i, (end, frequency) => {
        const score = Math.log(frequency) - logTotal + (scores[end] ?? 0);
        if (score >= best) {
          best = score;
          ends[i] = end;
        }
      });
      if (best === -Infinity) {
        best = -logTotal + (scores[i + 1] ?? 0);
        ends[i] = i + 1;
      }
      scores[i] = best;
    }
    return ends;
  }

  #inside(text: string, onHan: (han: string) => void, onOther: (other: string) => void): void {
    let at = 0;
    for (const match of text.matchAll(HAN)) {
      if (match.index > at) onOther(text.slice(at, match.index));
      onHan(match[0]);
      at = match.index + match[0].length;
    }
    if (at < text.length) onOther(text.slice(at));
  }
}
