import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../../src/exporter/checkpoint/config';
import { expectedTensors } from '../../src/exporter/checkpoint/expected';
import { contiguousStrides, elementsOf } from '../../src/exporter/checkpoint/tensor';
import { torchFileOf } from '../../src/exporter/checkpoint/torch/torchWriter';
import { bytesOf } from '../../src/exporter/onnx/model';
import { VOCABULARY } from '../../src/kokoro/vocabulary';
import { smallConfigJson } from '../unit/exporter/checkpoint/configs';
import { pickle, torchZip } from '../unit/exporter/checkpoint/files';

/**
 * Writes a checkpoint of random weights, its config.json and a voice into a folder, without Python. Its speech is
 * noise, but it runs through the same code as a real one. All tensors are views of one storage, which keeps the file
 * small.
 */
export function writeTinyCheckpoint(
  folder: string,
  { vocabulary = VOCABULARY, voice = 'af_tiny' } = {},
): { checkpoint: string; config: string; voice: string } {
  const json = { ...smallConfigJson(), n_layer: 1, text_encoder_kernel_size: 1, vocab: Object.fromEntries(vocabulary) };
  Object.assign(json.istftnet, { resblock_kernel_sizes: [1], resblock_dilation_sizes: [[1, 3, 5]] });
  const text = JSON.stringify(json);
  const shapes = [...expectedTensors(parseConfig(text, 'config.json'))];
  const numbers = randomNumbers(Math.max(...shapes.map(([, shape]) => elementsOf(shape))));
  const tensors = shapes.flatMap(([name, shape]) => [
    pickle.text(name),
    pickle.tensor(numbers.length, 0, shape, contiguousStrides(shape)),
  ]);
  mkdirSync(join(folder, 'voices'), { recursive: true });
  const files = {
    checkpoint: join(folder, 'tiny.pth'),
    config: join(folder, 'config.json'),
    voice: join(folder, 'voices', `${voice}.pt`),
  };
  writeFileSync(files.checkpoint, torchZip(pickle.of(pickle.dict(...tensors)), bytesOf(numbers)));
  writeFileSync(files.config, text);
  writeFileSync(files.voice, torchFileOf(voice, randomNumbers(510 * 256), [510, 1, 256]));
  return files;
}

/** The same numbers each time, of magnitude 0.01 to 0.05, so that dividing by one is safe. */
function randomNumbers(count: number): Float32Array {
  const numbers = new Float32Array(count);
  let state = 1;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0; // Numerical Recipes' generator
    numbers[i] = (state < 0 ? -1 : 1) * (0.01 + ((state >>> 8) & 0xffff) * (0.04 / 65536));
  }
  return numbers;
}
