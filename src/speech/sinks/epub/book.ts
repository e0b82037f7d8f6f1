import type { Format } from '../../../document/formats';
import type { Outline } from '../../../document/outline';
import type { LanguageCode } from '../../../language/language';
import type { TimedWord } from '../timedWords';

/** The kinds of audio that EPUB 3.3 knows, by the endings of their files. */
export const EPUB_AUDIO = { mp3: 'audio/mpeg', m4a: 'audio/mp4', opus: 'audio/ogg; codecs=opus' } as const;
export type EpubAudio = keyof typeof EPUB_AUDIO;

export interface EpubBook {
  title: string;
  language: LanguageCode;
  author?: string;
  /** The voice, for instance "Heart (Kokoro)". */
  narrator?: string;
  modified: Date;
  cover?: { type: 'image/jpeg' | 'image/png'; data: Uint8Array };
}

/** A document and its recording. */
export interface EpubChapter {
  title: string;
  source: string;
  format: Format;
  /** The document as it was read. */
  outline: Outline;
  /** Its words in the recording. */
  words: readonly TimedWord[];
  audio: {
    kind: EpubAudio;
    /** Its length, s. */
    seconds: number;
    data: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  };
}

/** The name of the cover's file. */
export function coverFile({ type }: Pick<NonNullable<EpubBook['cover']>, 'type'>): string {
  return type === 'image/png' ? 'cover.png' : 'cover.jpg';
}
