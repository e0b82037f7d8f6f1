import { Emitter } from '../common/emitter';
import { readMetadata } from '../engine/model/metadata';
import { vocabularyOf } from '../engine/model/signature';

/** A Bopomofo letter, which only the vocabulary of Kokoro v1.1-zh contains. */
const BOPOMOFO = 'ㄅ';

/** Whether a model is Kokoro v1.1-zh, by the vocabulary in its file. */
export async function isV11Model(path: string): Promise<boolean> {
  return vocabularyOf(await readMetadata(path)).has(BOPOMOFO);
}

/** What is known about the user's own models, for lists that cannot wait. */
export class ModelGenerations {
  readonly #known = new Map<string, boolean>();
  readonly #found = new Emitter<void>();
  /** A model turned out to be v1.1-zh. */
  readonly onFound = this.#found.event;

  /** Whether a model is known to be v1.1-zh; the first question has its file read. */
  isV11(path: string): boolean {
    if (!this.#known.has(path)) {
      this.#known.set(path, false);
      void isV11Model(path).then((isV11) => {
        this.#known.set(path, isV11);
        if (isV11) this.#found.fire();
      });
    }
    return this.#known.get(path) === true;
  }
}
