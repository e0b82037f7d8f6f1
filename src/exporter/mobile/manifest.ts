import { FRAME_SAMPLES, MAX_PHONEMES, SAMPLE_RATE, TENSOR_NAMES } from '../../kokoro/model';
import { PACK_BYTES, PACK_ROWS, STYLE_SIZE } from '../../kokoro/voicePack';
import type { Model, ValueInfo } from '../onnx/model';

/** Version of the manifest's form. It grows when an app that reads the old form would break. */
const FORMAT = 1;

/** A tensor of the model. In `shape`, a string names a length that varies. */
export interface ManifestTensor {
  name: string;
  type: string;
  shape: readonly (number | string)[];
}

/** A voice and where its pack begins in voices.bin. */
export interface ManifestVoice {
  name: string;
  language: string;
  offset: number;
}

/** `kokoro/manifest.json` of a mobile bundle. Paths are relative to its folder and use `/`. */
export interface MobileManifest {
  format: number;
  /** The program that made the bundle. */
  generator: string;
  model: {
    file: string;
    precision: string;
    inputs: Record<'ids' | 'style' | 'speed', ManifestTensor>;
    outputs: { audio: ManifestTensor; duration?: ManifestTensor };
    /** The most phonemes in one run; the ids have a zero before and after them. */
    maxPhonemes: number;
  };
  audio: { sampleRate: number; frameSamples: number; channels: number };
  /** `voices.bin`: the packs one after another. Row `min(phonemes, rows) - 1` of a pack is the model's style. */
  voices: { file: string; type: 'float32'; rows: number; columns: number; packBytes: number; list: ManifestVoice[] };
  vocabulary: string;
  config: string;
  /** Data files by language: the name that the front end asks for, and the file. */
  frontEnd: { script: string; languages: Record<string, Record<string, string>> };
  requiredOperators: string;
  files: Record<string, { bytes: number; sha256: string }>;
}

/** What a manifest says about a model. @param file its name in the bundle */
export function describeModel(model: Model, file: string, precision: string): MobileManifest['model'] {
  const { inputs, outputs } = model.graph;
  const duration = findTensor(outputs, TENSOR_NAMES.duration);
  return {
    ...{ file, precision },
    inputs: {
      ids: tensorOf(inputs, TENSOR_NAMES.ids),
      style: tensorOf(inputs, TENSOR_NAMES.style),
      speed: tensorOf(inputs, TENSOR_NAMES.speed),
    },
    outputs: { audio: tensorOf(outputs, TENSOR_NAMES.audio), ...(duration && { duration }) },
    maxPhonemes: MAX_PHONEMES,
  };
}

/** A manifest without its list of files. */
export function manifestOf(
  parts: Pick<MobileManifest, 'generator' | 'model' | 'frontEnd' | 'requiredOperators'> & {
    files: Record<'voices' | 'vocabulary' | 'config', string>;
    voices: readonly { name: string; language: string }[];
  },
): Omit<MobileManifest, 'files'> {
  const { generator, model, frontEnd, requiredOperators, files, voices } = parts;
  return {
    ...{ format: FORMAT, generator, model },
    audio: { sampleRate: SAMPLE_RATE, frameSamples: FRAME_SAMPLES, channels: 1 },
    voices: {
      ...{ file: files.voices, type: 'float32', rows: PACK_ROWS, columns: STYLE_SIZE, packBytes: PACK_BYTES },
      list: voices.map(({ name, language }, i) => ({ name, language, offset: i * PACK_BYTES })),
    },
    ...{ vocabulary: files.vocabulary, config: files.config, frontEnd, requiredOperators },
  };
}

function tensorOf(values: readonly ValueInfo[], names: readonly string[]): ManifestTensor {
  const found = findTensor(values, names);
  if (found === undefined) throw new Error(`the model has no ${names.join(' or ')}`); // isKokoro has checked it
  return found;
}

function findTensor(values: readonly ValueInfo[], names: readonly string[]): ManifestTensor | undefined {
  const value = values.find(({ name }) => names.includes(name));
  return value && { name: value.name, type: value.type, shape: value.dims ?? [] };
}
