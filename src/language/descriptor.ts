import type { DocumentPhrases } from '../document/phrases';
import type { LanguageCode } from './language';

/**
 * How a text gives its language away: by frequent short words that none of the other languages shares, or by the share of its letters that
 * belong to a script.
 */
export type Detection = { words: ReadonlySet<string> } | { script: RegExp; share: number };

/** What is known of a language without loading its front end. */
export interface LanguageDescriptor {
  readonly code: LanguageCode;
  /** First letter of the names of its voices. */
  readonly voiceLetter: string;
  /** Its English name, as menus show it. */
  readonly name: string;
  /** What a voice says when it is tried. */
  readonly sample: (voice: string) => string;
  readonly phrases: DocumentPhrases;
  /** Undefined where another variant of the language stands for it. */
  readonly detection: Detection | undefined;
}
