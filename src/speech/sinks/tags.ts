/** A chapter of a recording. Times are in seconds from its start. */
export interface Chapter {
  title: string;
  start: number;
  end: number;
}

/** What a recording says about itself. */
export interface AudioTags {
  title: string;
  /** BCP 47, e.g. `en-US`. */
  language: string;
  author?: string | undefined;
  /** The book or folder that it belongs to, and its place in it. */
  album?: string | undefined;
  track?: number | undefined;
  cover?: Cover | undefined;
  /** In order; none if the recording has no chapters. */
  chapters: readonly Chapter[];
}

export interface Cover {
  mimeType: 'image/jpeg' | 'image/png';
  data: Uint8Array;
}
