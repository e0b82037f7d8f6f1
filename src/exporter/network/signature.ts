import type { ElementType, ValueInfo } from '../onnx/model';

/** What inputs and outputs are called, and what shape the speed has. */
export interface TensorSignature {
  ids: string;
  style: string;
  speedDims: readonly number[];
  audio: string;
}

/** Whose names a file can have, so that it drops into that runtime. */
export const SIGNATURES = ['hexgrad', 'kokoro-onnx', 'kokoro-js'] as const;
export type SignatureName = (typeof SIGNATURES)[number];

const BY_NAME: Readonly<Record<SignatureName, TensorSignature>> = {
  hexgrad: { ids: 'input_ids', style: 'ref_s', speedDims: [], audio: 'waveform' },
  'kokoro-onnx': { ids: 'tokens', style: 'style', speedDims: [1], audio: 'audio' },
  'kokoro-js': { ids: 'input_ids', style: 'style', speedDims: [1], audio: 'waveform' },
};

/** The types that the speed can have. */
export const SPEED_TYPES = ['float', 'double'] as const;
export type SpeedType = (typeof SPEED_TYPES)[number];

export function signatureOf(name: SignatureName): TensorSignature {
  return BY_NAME[name];
}

/** Inputs and outputs in a contract's names. */
export function interfaceOf(
  contract: TensorSignature,
  speedType: SpeedType,
  styleSize: number,
): Record<'ids' | 'style' | 'speed' | 'audio' | 'duration', ValueInfo> {
  const speed: ElementType = speedType === 'double' ? 'float64' : 'float32';
  return {
    ids: {
      name: contract.ids,
      type: 'int64',
      dims: [1, 'sequence'],
      doc: 'Phoneme ids between two zeros.',
    },
    style: {
      name: contract.style,
      type: 'float32',
      dims: [1, styleSize],
      doc: 'Row (number of phonemes - 1) of a voice pack.',
    },
    speed: { name: 'speed', type: speed, dims: contract.speedDims, doc: '1 is normal, 2 is twice as fast.' },
    audio: { name: contract.audio, type: 'float32', dims: ['samples'], doc: 'Mono sound at 24 kHz.' },
    duration: {
      name: 'duration',
      type: 'int64',
      dims: ['sequence'],
      doc: 'Frames of each id; a frame is 1/40 s.',
    },
  };
}
