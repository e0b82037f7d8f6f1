import { t } from '../../common/l10n';
import { isKnown } from '../../kokoro/vocabulary';
import { VOCABULARY_V11 } from '../../kokoro/vocabularyV11';
import type { LanguageCode } from '../language';
import { LANGUAGE_CODES } from '../languages';
import { compilePattern } from './compilePattern';
import { type EntryLanguage, MAX_ENTRIES, MAX_PATTERN, MAX_SPOKEN, MAX_WORD, type Pronunciation } from './entry';
import { compileGlob } from './glob';
import { PatternError } from './patternParser';
import { PARTS_OF_SPEECH } from '../partOfSpeech';

export const ENTRY_LANGUAGES: readonly EntryLanguage[] = ['en', ...LANGUAGE_CODES];

export const PROBLEM_CODES = [
  'not-json',
  'not-a-list',
  'not-an-entry',
  'too-many',
  'property-unknown',
  'type-wrong',
  'word-missing',
  'word-and-pattern',
  'spoken-missing',
  'say-and-phonemes',
  'empty',
  'too-long',
  'pattern-invalid',
  'patterns-too-large',
  'phoneme-unknown',
  'language-unknown',
  'part-of-speech-unknown',
  'part-of-speech-language',
  'files-invalid',
  'duplicate',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Why an entry is not used. */
export interface EntryProblem {
  code: ProblemCode;
  /** For people, in their language. */
  message: string;
  /** The entry's index in the list; undefined when the whole list is meant. */
  entry?: number;
  /** The property that is wrong; undefined when the whole entry is. */
  property?: string;
  /** Where in the property's text, in UTF-16 units. */
  offset?: number;
  length?: number;
}

/** Most steps of all the patterns of a list together: they bound the time that a character takes. */
const MAX_STEPS = 20_000;
const TEXTS: Readonly<Record<string, number>> = {
  word: MAX_WORD,
  pattern: MAX_PATTERN,
  say: MAX_SPOKEN,
  phonemes: MAX_SPOKEN,
  language: 20,
  partOfSpeech: 20,
  files: 200,
  note: 1000,
};
/** Marks of the vocabulary that are not sounds, or would end the inline form. */
const NOT_IN_PHONEMES = /[()"“”/\n]/u;

type Fields = Readonly<Record<string, unknown>>;
class Refused extends Error {
  readonly problem: Omit<EntryProblem, 'entry'>;

  constructor(code: ProblemCode, message: string, where: Pick<EntryProblem, 'property' | 'offset' | 'length'> = {}) {
    super(message);
    this.problem = { code, message, ...where };
  }
}

/**
 * The usable entries of a list of unknown origin, and what is wrong with the others. Never throws.
 * @param value what JSON.parse returned
 */
export function parsePronunciations(value: unknown): { entries: Pronunciation[]; problems: EntryProblem[] } {
  const entries: Pronunciation[] = [];
  const problems: EntryProblem[] = [];
  if (!Array.isArray(value)) {
    const message = t('The pronunciations must be a list: […].');
    return { entries, problems: [{ code: 'not-a-list', message }] };
  }
  const known = new Map<string, number>();
  let steps = 0;
  for (const [i, item] of value.slice(0, MAX_ENTRIES).entries()) {
    try {
      const { entry, size } = parseEntry(item);
      const first = known.get(entryKey(entry));
      if (first !== undefined)
        throw new Refused('duplicate', t('Entry {0} is for the same text; it is used.', String(first + 1)), {
          property: entry.word === undefined ? 'pattern' : 'word',
        });
      if (steps + size > MAX_STEPS)
        throw new Refused('patterns-too-large', t('There are too many patterns; use words where you can.'), {
          property: 'pattern',
        });
      steps += size;
      known.set(entryKey(entry), i);
      entries.push(entry);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problems.push({ entry: i, ...error.problem });
    }
  }
  if (value.length > MAX_ENTRIES)
    problems.push({
      code: 'too-many',
      message: t('Only the first {0} entries are used.', String(MAX_ENTRIES)),
      entry: MAX_ENTRIES,
    });
  return { entries, problems };
}

/** What two entries for the same text have in common. */
export function entryKey({
  word,
  pattern,
  caseSensitive = false,
  language,
  partOfSpeech,
  files,
}: Pronunciation): string {
  const text = word !== undefined && !caseSensitive ? word.toLowerCase() : word;
  return JSON.stringify([text, pattern, caseSensitive, language, partOfSpeech, files]);
}

function parseEntry(item: unknown): { entry: Pronunciation; size: number } {
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    throw new Refused('not-an-entry', t('An entry looks like {0}.', '{"word": "kubectl", "say": "cube control"}'));
  const fields = item as Fields;
  checkTypes(fields);
  const entry: Pronunciation = { ...fields };
  const { word, pattern, say, phonemes, language, partOfSpeech, files, caseSensitive = false } = entry;
  if (word === undefined && pattern === undefined)
    throw new Refused('word-missing', t('Say what the entry is for: “word” or “pattern”.'));
  if (word !== undefined && pattern !== undefined)
    throw new Refused('word-and-pattern', t('An entry has either “word” or “pattern”.'), { property: 'pattern' });
  if (say === undefined && phonemes === undefined)
    throw new Refused('spoken-missing', t('Say how it sounds: “say” or “phonemes”.'));
  if (say !== undefined && phonemes !== undefined)
    throw new Refused('say-and-phonemes', t('An entry has either “say” or “phonemes”.'), { property: 'phonemes' });
  checkLanguage(language);
  checkPartOfSpeech(partOfSpeech, language);
  checkPhonemes(phonemes, language);
  if (files !== undefined) compiled('files', 'files-invalid', () => compileGlob(files));
  const matcher =
    pattern === undefined
      ? undefined
      : compiled('pattern', 'pattern-invalid', () => compilePattern(pattern, !caseSensitive));
  return { entry, size: matcher?.size ?? 0 };
}

function checkTypes(fields: Fields): void {
  for (const [property, value] of Object.entries(fields)) {
    const longest = Object.hasOwn(TEXTS, property) ? TEXTS[property] : undefined;
    if (property === 'caseSensitive') {
      if (typeof value !== 'boolean') throw new Refused('type-wrong', t('Write true or false.'), { property });
    } else if (longest === undefined) {
      throw new Refused('property-unknown', t('“{0}” is not a property of an entry.', property.slice(0, 40)), {
        property,
      });
    } else if (typeof value !== 'string') {
      throw new Refused('type-wrong', t('Write text in quotes.'), { property });
    } else if (value.length > longest) {
      throw new Refused('too-long', t('At most {0} characters are allowed.', String(longest)), { property });
    } else if (value.trim() === '') {
      throw new Refused('empty', t('“{0}” is empty.', property), { property });
    }
  }
}

function checkLanguage(language: string | undefined): void {
  if (language === undefined || (ENTRY_LANGUAGES as readonly string[]).includes(language)) return;
  throw new Refused(
    'language-unknown',
    t('“{0}” is no language of Kokoro; use one of {1}.', language, ENTRY_LANGUAGES.join(', ')),
    { property: 'language' },
  );
}

function checkPartOfSpeech(partOfSpeech: string | undefined, language: LanguageCode | 'en' | undefined): void {
  if (partOfSpeech === undefined) return;
  if (!(PARTS_OF_SPEECH as readonly string[]).includes(partOfSpeech))
    throw new Refused(
      'part-of-speech-unknown',
      t('“{0}” is no part of speech; use one of {1}.', partOfSpeech, PARTS_OF_SPEECH.join(', ')),
      { property: 'partOfSpeech' },
    );
  if (language !== undefined && !language.startsWith('en'))
    throw new Refused('part-of-speech-language', t('Parts of speech are told apart in English only.'), {
      property: 'partOfSpeech',
    });
}

/** Every symbol must be in the vocabulary; Chinese may use that of v1.1-zh as well. */
function checkPhonemes(phonemes: string | undefined, language: string | undefined): void {
  let offset = 0;
  for (const symbol of phonemes ?? '') {
    const known = isKnown(symbol) || (language === 'zh' && VOCABULARY_V11.has(symbol));
    if (!known || NOT_IN_PHONEMES.test(symbol)) {
      const code = `U+${(symbol.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
      throw new Refused(
        'phoneme-unknown',
        t('“{0}” ({1}) at position {2} is no phoneme of Kokoro.', symbol, code, String(offset + 1)),
        { property: 'phonemes', offset, length: symbol.length },
      );
    }
    offset += symbol.length;
  }
  if (phonemes !== undefined && !/[^ˈˌː\p{P}\s]/u.test(phonemes))
    throw new Refused('empty', t('“{0}” is empty.', 'phonemes'), { property: 'phonemes' });
}

function compiled<T>(property: string, code: ProblemCode, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw new Refused(code, error.message, { property, offset: error.offset, length: 1 });
  }
}
