import * as vscode from 'vscode';
import { KokoroError } from '../common/errors';
import type { LanguageCode, PhonemeOrigin } from '../language/language';
import { MAX_WORD, type Pronunciation } from '../language/lexicon/entry';
import type { Reader } from '../reading/reader';
import { type ReadingSettings, type ReadingText, requestFor } from '../reading/readingText';
import type { Speech } from '../speech/speech';
import type { CurrentEditor } from '../ui/currentEditor';
import { wholeText } from './documentText';

/** A word in a text, or several. */
export interface WordPlace {
  text: ReadingText;
  /** Offsets in the text; the same for the word that is there. */
  start: number;
  end: number;
}

/** How a word is said, and why. */
export interface SpokenWord {
  word: string;
  phonemes: string;
  origin: PhonemeOrigin;
  /** The entry of the dictionary that says it. */
  entry?: Pronunciation | undefined;
  language: LanguageCode;
  sentence: string;
  /** Where the word is in the sentence's text; -1 where that is written differently. */
  at: number;
}

/** What a hover, a key or a menu of the player passes to a command. */
interface PlaceArgument {
  uri?: unknown;
  offset?: unknown;
  /** The word being heard. */
  spoken?: unknown;
}

/** The word that a command is about: the one its argument names, else the selection or the word at the cursor. */
export async function findPlace(argument: unknown, reader: Reader, editor: CurrentEditor): Promise<WordPlace> {
  const { uri, offset, spoken }: PlaceArgument = typeof argument === 'object' && argument !== null ? argument : {};
  if (typeof uri === 'string' && Number.isSafeInteger(offset)) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
    return placeIn(document, Number(offset), Number(offset), reader);
  }
  const text = reader.document;
  if (text && spoken === true && reader.spokenWord) return { text, ...reader.spokenWord };
  if (text && Number.isSafeInteger(offset)) return { text, start: Number(offset), end: Number(offset) };
  const active = editor.get();
  if (!active || spoken === true) throw noWord();
  const { document, selection } = active;
  const range = document.validateRange(selection);
  const selected = document.getText(range);
  const spaces = selected.length - selected.trimStart().length;
  return placeIn(document, document.offsetAt(range.start) + spaces, document.offsetAt(range.end), reader);
}

/** A document is said with the voice that reads it, if that is not the one in the settings. */
function placeIn(document: vscode.TextDocument, start: number, end: number, reader: Reader): WordPlace {
  const uri = document.uri.toString();
  const read = reader.document;
  const voice = read?.source?.uri === uri ? read.voice : undefined;
  const { text, format, title } = wholeText(document);
  const source = { uri, offset: 0, whole: true };
  return { text: { text, format, title, source, ...(voice !== undefined && { voice }) }, start, end };
}

/**
 * How the word at a place is said in its sentence; by itself, where the document is not read.
 * @throws KokoroError `nothing-to-read`
 */
export async function explainPlace(
  { text, start, end }: WordPlace,
  speech: Speech,
  settings: ReadingSettings,
): Promise<SpokenWord> {
  const found = await explainAt(text, start, speech, settings);
  const inside = (found?.words ?? []).filter((word) => word.start < Math.max(end, start + 1) && start < word.end);
  // The cursor may stand behind the word.
  const words = inside.length > 0 || start !== end ? inside : (found?.words ?? []).filter((word) => word.end === start);
  const [first, last] = [words[0], words.at(-1)];
  if (!found || !first || !last) throw noWord();
  const [from, to] = start === end ? [first.start, last.end] : [start, end];
  const word = trimMarks(text.text.slice(from, to));
  if (word.length > MAX_WORD)
    throw new KokoroError('nothing-to-read', vscode.l10n.t('Select a word or a short phrase.'));
  return {
    word,
    phonemes: words.map(({ phonemes }) => phonemes).join(' '),
    origin: first.origin,
    entry: words.length === 1 ? first.entry : undefined,
    language: found.language,
    sentence: found.text,
    at: placeOf(word, found.text, from - found.source.start),
  };
}

/** The sentence at an offset, or before it; as plain text, where the document is not read. */
async function explainAt(
  text: ReadingText,
  at: number,
  speech: Speech,
  settings: ReadingSettings,
): Promise<Awaited<ReturnType<Speech['explain']>>> {
  const { signal } = new AbortController();
  const read = requestFor(text, settings);
  const plain = { ...requestFor(alone(text, at), settings), codeBlocks: 'read' as const };
  for (const request of [read, plain])
    for (const offset of [at, at - 1]) {
      const found = offset < 0 ? undefined : await speech.explain(request, offset, signal);
      if (found) return found;
    }
  return undefined;
}

/** The text with only the line of an offset, as plain text: what is around it may be markup that is not read. */
function alone(text: ReadingText, offset: number): ReadingText {
  const from = text.text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.text.indexOf('\n', offset);
  const line = text.text.slice(from, end < 0 ? undefined : end);
  return { ...text, format: 'plain', text: ' '.repeat(from) + line };
}

/** Where a word is in its sentence, whose marks are gone: the place closest to the one in the source. */
function placeOf(word: string, sentence: string, near: number): number {
  let best = -1;
  for (let at = sentence.indexOf(word); at >= 0; at = sentence.indexOf(word, at + 1))
    if (best < 0 || Math.abs(at - near) < Math.abs(best - near)) best = at;
  return best;
}

/** Leaves out marks around a word: what is said of "“kubectl”," is "kubectl". */
function trimMarks(text: string): string {
  const inline = /^\[([^[\]\n]{1,100})\]\(\//.exec(text)?.[1];
  const inner = /[\p{L}\p{N}].*[\p{L}\p{N}]/su.exec(text)?.[0] ?? /[\p{L}\p{N}]/u.exec(text)?.[0];
  return inline ?? inner ?? text.trim();
}

function noWord(): KokoroError {
  return new KokoroError('nothing-to-read', vscode.l10n.t('There is no word here that is read aloud.'));
}
