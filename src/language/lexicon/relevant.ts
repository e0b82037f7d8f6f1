import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { LanguageCode } from '../language';
import { plain } from './dictionary';
import { isForLanguage, type Pronunciation, type PronunciationLists } from './entry';
import { globMatches } from './glob';

/** The entries of a list for a file. @param path relative to the folder of the dictionary; undefined for no file */
export function entriesForFile(entries: readonly Pronunciation[], path: string | undefined): Pronunciation[] {
  return entries.filter(({ files }) => files === undefined || (path !== undefined && globMatches(files, path)));
}

/**
 * A hash of the entries that may change how a text is said: when it stays the same, so does the speech. A word counts if
 * all its parts occur in the text, as marks may stand between them; a pattern always counts.
 */
export function pronunciationsHash(lists: PronunciationLists | undefined, text: string, code: LanguageCode): string {
  const lower = plain(text).toLowerCase();
  const occurs = ({ word }: Pronunciation): boolean =>
    word === undefined ||
    plain(word)
      .toLowerCase()
      .split(' ')
      .every((part) => lower.includes(part));
  const used = (lists ?? []).map((list) =>
    list
      .filter((entry) => isForLanguage(entry, code) && occurs(entry))
      .map(({ word, pattern, say, phonemes, caseSensitive, partOfSpeech }) => [
        ...[word, pattern, say, phonemes, caseSensitive, partOfSpeech],
      ]),
  );
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(used.filter((list) => list.length > 0)))));
}
