import { readFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { Option } from 'commander';
import { decodeText } from '../app/readText';
import { KokoroError, messageOf } from '../common/errors';
import type { PronunciationLists } from '../language/lexicon/entry';
import { type EntryProblem, parsePronunciations } from '../language/lexicon/parse';
import { entriesForFile } from '../language/lexicon/relevant';
import { fileName } from './options';
import { say } from './terminal';

/** The option `--pronunciations`. */
export function pronunciationsOption(): Option {
  return new Option(
    '--pronunciations <file>',
    'JSON file that says how words are pronounced, as .kokoro/pronunciations.json (see docs/pronunciations.md)',
  ).argParser(fileName);
}

/** The entries of a dictionary for a text. @param input path of the text, for entries that are only for some files */
export type PronunciationsFor = (input?: string) => PronunciationLists | undefined;

/**
 * Reads a dictionary. Warns about entries that cannot be used.
 * @throws KokoroError `input-unreadable`, `pronunciations-invalid`
 */
export async function readPronunciations(path: string | undefined): Promise<PronunciationsFor> {
  if (path === undefined) return () => undefined;
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new KokoroError('input-unreadable', `${path} cannot be read: ${messageOf(error)}`, { cause: error });
  });
  const { entries, problems } = parsePronunciations(parseJson(decodeText(bytes, path), path));
  for (const problem of problems) say(`${path}: ${describe(problem)}`);
  return (input) => {
    const file = input === undefined ? undefined : relative(process.cwd(), resolve(input)).replaceAll(sep, '/');
    return [entriesForFile(entries, file)];
  };
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const message = `${path} is not valid JSON: ${messageOf(error)}. Correct it, or leave --pronunciations out.`;
    throw new KokoroError('pronunciations-invalid', message, { cause: error });
  }
}

function describe({ code, message, entry, property }: EntryProblem): string {
  const place = [...(entry === undefined ? [] : [`entry ${entry + 1}`]), ...(property === undefined ? [] : [property])];
  return `${place.length > 0 ? `${place.join(', ')}: ` : ''}${message} (${code})`;
}
