/** The files of one document, by their places in a folder or store, with `/`: the audio, and what goes beside it. */
export type MadeFiles = readonly [audio: string, ...besides: string[]];

/** Where workers put what they have made, and find what was made before. */
export interface Store {
  /** For messages. */
  readonly place: string;
  /** Checks that files can be put there. @throws KokoroError `output-not-writable`, `store-unusable`; AbortError */
  check(signal: AbortSignal): Promise<void>;
  /** Whether these files are there as they were made for this key. */
  has(files: MadeFiles, key: string, signal: AbortSignal): Promise<boolean>;
  /**
   * Puts files there, the audio last. Each appears under its name once it is complete.
   * @param folder which holds them
   * @throws KokoroError `output-not-writable`, `disk-full`, `store-unusable`; AbortError
   */
  put(folder: string, files: MadeFiles, key: string, signal: AbortSignal): Promise<void>;
  /** The address of a file, if the store has addresses. */
  urlOf(file: string): string | undefined;
}
