import type { DocumentPhrases } from '../document/phrases';
import type { LanguageCode } from './language';

/**
 * What gives a language away: frequent short words of no other language here, or the share of letters in its script.
 */
export type Detection = { words: ReadonlySet<string> } | { script: RegExp; share: number };

/** What is known about a language without loading its front end. */
export interface LanguageDescriptor {
  readonly code: LanguageCode;
  /** First letter of its voices' names. */
  readonly voiceLetter: string;
  /** English name, for menus. */
  readonly name: string;
  /** What a voice says in a preview. */
  readonly sample: (voice: string) => string;
  readonly phrases: DocumentPhrases;
  /** Undefined when detection reports another variant of the language instead. */
  readonly detection: Detection | undefined;
}
