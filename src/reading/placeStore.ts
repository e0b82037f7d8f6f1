import { type Bookmark, bookmark, findBookmark } from './bookmark';
import type { Place } from './reader';

/** Keeps values under a key; VS Code's Memento implements it. */
export interface KeyValueStore {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** How far a document was read. */
export interface SavedPlace extends Bookmark {
  uri: string;
  title: string;
  secondsLeft: number;
}

const KEY = 'kokoro.places';
/** Documents that are remembered; the one read longest ago is forgotten first. */
const MAX_PLACES = 50;

/** Remembers how far each document was read, also after a restart. */
export class PlaceStore {
  readonly #store: KeyValueStore;
  readonly #onError: (error: unknown) => void;
  /** The document read last comes first. */
  #places: SavedPlace[];

  constructor(store: KeyValueStore, onError: (error: unknown) => void) {
    this.#store = store;
    this.#onError = onError;
    const saved = store.get(KEY);
    this.#places = Array.isArray(saved) ? saved.filter(isSavedPlace) : [];
  }

  /** All of them; the document read last comes first. */
  get all(): readonly SavedPlace[] {
    return this.#places;
  }

  /** Remembers a place in a document that is read as a whole. */
  save({ text: { text, title, source }, from, secondsLeft }: Place): void {
    if (source?.whole !== true) return;
    const { uri } = source;
    const others = this.#places.filter((place) => place.uri !== uri);
    this.#write([{ uri, title, secondsLeft, ...bookmark(text, from) }, ...others].slice(0, MAX_PLACES));
  }

  /** The offset that a document was read to, in its present text; undefined when it was read to its end. */
  find(uri: string, text: string): number | undefined {
    const place = this.#places.find((saved) => saved.uri === uri);
    return place && findBookmark(text, place);
  }

  remove(uri: string): void {
    const others = this.#places.filter((place) => place.uri !== uri);
    if (others.length < this.#places.length) this.#write(others);
  }

  #write(places: SavedPlace[]): void {
    this.#places = places;
    this.#store.update(KEY, places).then(undefined, this.#onError);
  }
}

function isSavedPlace(value: unknown): value is SavedPlace {
  if (typeof value !== 'object' || value === null) return false;
  const { uri, title, before, after, offset, secondsLeft } = value as Record<string, unknown>;
  const texts = [uri, title, before, after];
  return texts.every((text) => typeof text === 'string') && Number.isFinite(offset) && Number.isFinite(secondsLeft);
}
