import { KokoroError } from '../../common/errors';
import type { Runtime, Session } from '../../common/runtime';
import { TENSOR_NAMES } from '../../kokoro/model';
import { TWO_GRAPHS } from '../../kokoro/twoGraphs';
import { VOCABULARY } from '../../kokoro/vocabulary';

const SPEED_TYPES = ['float32', 'float64', 'int32'] as const;
type SpeedType = (typeof SPEED_TYPES)[number];

/** Names and types of a model's inputs and outputs. */
export interface ModelSignature {
  ids: string;
  style: string;
  /** The output with the sound, or with the features from which another graph makes it. */
  audio: string;
  /** The output with the number of frames of each id, if there is one. */
  duration: string | undefined;
  speed: { type: SpeedType; dims: readonly number[] };
  /** Whether the noise of the source is an input. */
  noise: boolean;
}

/**
 * Reads the signature of a loaded model.
 * @param durations the output that holds the durations, where it has another name than usual
 * @throws KokoroError `model-invalid` if it is not a Kokoro model
 */
export function signatureOf(session: Session, path: string, durations?: string): ModelSignature {
  const invalid = (why: string): KokoroError =>
    new KokoroError('model-invalid', `${path} is not a Kokoro model: ${why}. Choose another file.`);
  const find = (wanted: readonly string[], present: readonly string[]): string => {
    const name = present.find((candidate) => wanted.includes(candidate));
    if (name !== undefined) return name;
    throw invalid(`it has none of ${wanted.join(', ')}`);
  };
  const names = {
    ids: find(TENSOR_NAMES.ids, session.inputNames),
    style: find(TENSOR_NAMES.style, session.inputNames),
    audio: find([...TENSOR_NAMES.audio, TWO_GRAPHS.features], session.outputNames),
    duration: durations ?? session.outputNames.find((name) => TENSOR_NAMES.duration.some((known) => known === name)),
    noise: session.inputNames.includes('noise'),
  };
  const known = new Set([names.ids, names.style, 'speed', 'noise']);
  const unknown = session.inputNames.find((name) => !known.has(name));
  if (unknown !== undefined) throw invalid(`it has an input “${unknown}”`);
  const speed = session.inputMetadata.find(({ name }) => name === 'speed');
  if (speed?.isTensor !== true) throw invalid('it has no speed');
  const type = SPEED_TYPES.find((candidate) => candidate === speed.type);
  if (type === undefined || speed.shape.length > 1) throw invalid(`its speed is of type ${speed.type}`);
  return { ...names, speed: { type, dims: speed.shape.length === 0 ? [] : [1] } };
}

/** The speed in the type that the model takes; rounded for models that take integers. */
export function speedTensor({ Tensor }: Runtime, { speed: { type, dims } }: ModelSignature, speed: number) {
  switch (type) {
    case 'float32':
      return new Tensor('float32', [speed], dims);
    case 'float64':
      return new Tensor('float64', [speed], dims);
    case 'int32':
      return new Tensor('int32', [Math.max(1, Math.round(speed))], dims);
  }
}

/** The vocabulary of a model: that of its metadata, else Kokoro v1.0's. */
export function vocabularyOf(metadata: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const json = metadata.get('kokoro.vocab');
  if (json === undefined) return VOCABULARY;
  try {
    const entries = Object.entries(JSON.parse(json) as Record<string, unknown>);
    const ids = entries.filter((entry): entry is [string, number] => Number.isSafeInteger(entry[1]));
    return ids.length > 0 ? new Map(ids) : VOCABULARY;
  } catch {
    return VOCABULARY; // another program's format
  }
}
