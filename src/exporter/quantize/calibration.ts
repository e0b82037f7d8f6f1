import { readFile } from 'node:fs/promises';
import builtIn from '../../../models/calibration.json';
import publishedConfig from '../../../models/kokoro-v1.0.config.json';
import { KokoroError, messageOf } from '../../common/errors';
import { type KokoroConfig, parseConfig } from '../checkpoint/config';
import type { Utterance } from '../utterance';

/** A calibration utterance: phonemes, and the voice's row for their length as 2 · styleDim float32 in base64. */
interface Line {
  phonemes: string;
  style: string;
}

/**
 * The utterances to calibrate with: the built-in ones, or those in a JSON file of the same form (`[{"phonemes": …,
 * "style": …}]`). Phonemes without an id in the vocabulary are dropped.
 * @throws KokoroError `input-unreadable`, `config-invalid`
 */
export async function calibrationUtterances(config: KokoroConfig, path?: string): Promise<Utterance[]> {
  const lines = path === undefined ? builtIn : await readLines(path);
  const utterances = lines.map(({ phonemes, style }) => {
    const ids = Array.from(phonemes).flatMap((symbol) => config.vocab.get(symbol) ?? []);
    const room = config.plbert.maxPositionEmbeddings - 2;
    const bytes = new Uint8Array(Buffer.from(style, 'base64'));
    return { ids: [0, ...ids.slice(0, room), 0], style: new Float32Array(bytes.buffer, 0, bytes.length >> 2) };
  });
  const usable = utterances.filter(({ ids, style }) => ids.length > 2 && style.length === 2 * config.styleDim);
  if (usable.length > 0) return usable;
  throw new KokoroError('config-invalid', `${path ?? 'The vocabulary'} leaves no usable utterance to calibrate with.`);
}

/** How many utterances the statistics of normalizations are fitted to. */
const MIXED = 64;

/**
 * More utterances than there are: each text is said in several styles, the others of which are in the middle between
 * two. Statistics depend on both, and a regression needs more than a few examples.
 */
export function mixedUtterances(utterances: readonly Utterance[]): Utterance[] {
  const at = (i: number): Utterance | undefined => utterances[i % utterances.length];
  return Array.from({ length: MIXED }, (_, i) => {
    const round = Math.floor(i / utterances.length);
    const [text, first, second] = [at(i), at(i + 5 * round), at(i + 3 * round)];
    const mixed = (first?.style ?? new Float32Array()).map((value, k) => (value + (second?.style[k] ?? value)) / 2);
    return { ids: text?.ids ?? [], style: mixed };
  });
}

/** The built-in utterances, for models with the published vocabulary. */
export function builtInUtterances(): Promise<Utterance[]> {
  return calibrationUtterances(parseConfig(JSON.stringify(publishedConfig), 'config.json'));
}

async function readLines(path: string): Promise<Line[]> {
  let lines: unknown;
  try {
    lines = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new KokoroError('input-unreadable', `${path} cannot be read: ${messageOf(error)}`, { cause: error });
  }
  const isLine = (line: unknown): line is Line =>
    typeof line === 'object' &&
    line !== null &&
    'phonemes' in line &&
    'style' in line &&
    typeof line.phonemes === 'string' &&
    typeof line.style === 'string';
  if (Array.isArray(lines) && lines.every(isLine)) return lines;
  throw new KokoroError('config-invalid', `${path} is not a list of {"phonemes": …, "style": …}.`);
}
