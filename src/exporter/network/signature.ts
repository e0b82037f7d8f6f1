import { TENSOR_NAMES } from '../../kokoro/model';
import type { ElementType, ValueInfo } from '../onnx/model';

const [INPUT_IDS, TOKENS] = TENSOR_NAMES.ids;
const [REF_S, STYLE] = TENSOR_NAMES.style;
const [SPEED] = TENSOR_NAMES.speed;
const [WAVEFORM, AUDIO] = TENSOR_NAMES.audio;
const [DURATION] = TENSOR_NAMES.duration;

/** The names of inputs and outputs, and the shape of the speed. */
export interface TensorSignature {
  ids: string;
  style: string;
  speedDims: readonly number[];
  audio: string;
}

/** The programs whose names a file can use, so that it drops into them. */
export const SIGNATURES = ['hexgrad', 'kokoro-onnx', 'kokoro-js'] as const;
export type SignatureName = (typeof SIGNATURES)[number];

const BY_NAME: Readonly<Record<SignatureName, TensorSignature>> = {
  hexgrad: { ids: INPUT_IDS, style: REF_S, speedDims: [], audio: WAVEFORM },
  'kokoro-onnx': { ids: TOKENS, style: STYLE, speedDims: [1], audio: AUDIO },
  'kokoro-js': { ids: INPUT_IDS, style: STYLE, speedDims: [1], audio: WAVEFORM },
};

/** Element types of the speed. */
export const SPEED_TYPES = ['float', 'double'] as const;
export type SpeedType = (typeof SPEED_TYPES)[number];

export function signatureOf(name: SignatureName): TensorSignature {
  return BY_NAME[name];
}

/** The signature of a graph with these inputs, or the one closest to it. */
export function closestSignature(inputs: readonly ValueInfo[]): SignatureName {
  const has = (wanted: string): boolean => inputs.some(({ name }) => name === wanted);
  if (has(TOKENS)) return 'kokoro-onnx';
  return has(STYLE) ? 'kokoro-js' : 'hexgrad';
}

/** The inputs and outputs of a graph under the names of a signature. */
export function interfaceOf(
  signature: TensorSignature,
  speedType: SpeedType,
  styleSize: number,
): Record<'ids' | 'style' | 'speed' | 'audio' | 'duration', ValueInfo> {
  const speed: ElementType = speedType === 'double' ? 'float64' : 'float32';
  return {
    ids: {
      name: signature.ids,
      type: 'int64',
      dims: [1, 'sequence'],
      doc: 'Phoneme ids between two zeros.',
    },
    style: {
      name: signature.style,
      type: 'float32',
      dims: [1, styleSize],
      doc: 'Row (number of phonemes - 1) of a voice pack.',
    },
    speed: { name: SPEED, type: speed, dims: signature.speedDims, doc: '1 is normal, 2 is twice as fast.' },
    audio: { name: signature.audio, type: 'float32', dims: ['samples'], doc: 'Mono sound at 24 kHz.' },
    duration: {
      name: DURATION,
      type: 'int64',
      dims: ['sequence'],
      doc: 'Frames of each id; a frame is 1/40 s.',
    },
  };
}
