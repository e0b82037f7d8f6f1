import { type ErrorCode, KokoroError } from '../../common/errors';
import type { Checkpoint } from './checkpoint';
import type { KokoroConfig } from './config';
import { expectedTensors, isInstanceNorm, isUnused } from './expected';
import { elementsOf } from './tensor';

/** A weight with its values in row-major order. */
export interface Weight {
  data: Float32Array;
  shape: readonly number[];
}

const NAMED = 10;

/** The weights of a checkpoint that matches the configured network. Each is read on demand. */
export class KokoroWeights {
  /** Messages to the user about tensors that the network does not use. */
  readonly warnings: readonly string[];
  readonly #checkpoint: Checkpoint;

  private constructor(checkpoint: Checkpoint, warnings: readonly string[]) {
    this.#checkpoint = checkpoint;
    this.warnings = warnings;
  }

  /** @throws KokoroError `checkpoint-mismatch`, naming tensors that are missing or have another shape */
  static open(checkpoint: Checkpoint, config: KokoroConfig): KokoroWeights {
    const names = new Set<string>();
    const problems: string[] = [];
    for (const [normed, shape] of expectedTensors(config)) {
      const plain = plainName(normed);
      const folded = plain !== undefined && isFolded(checkpoint, plain);
      if (folded && normed.endsWith('_g')) continue;
      const name = folded ? plain : normed;
      names.add(name);
      const difference = differenceOf(checkpoint, name, shape);
      if (difference !== undefined) problems.push(difference);
    }
    if (problems.length > 0) {
      throw new KokoroError(
        'checkpoint-mismatch',
        `${checkpoint.path} does not match the network in its config.json: ${summary(problems, '; ')}.`,
      );
    }
    return new KokoroWeights(checkpoint, warningsFor(checkpoint, names));
  }

  /**
   * Reads a tensor as it is stored.
   * @throws KokoroError `checkpoint-corrupt` if it cannot be read or has infinite values or NaN
   */
  async get(name: string): Promise<Weight> {
    const tensor = this.#checkpoint.tensors.get(name);
    if (tensor === undefined) throw this.#error('checkpoint-mismatch', name, 'is missing');
    const data = await tensor.read();
    if (!allFinite(data)) throw this.#error('checkpoint-corrupt', name, 'has infinite values or NaN');
    return { data, shape: tensor.shape };
  }

  /**
   * The weight of a module with weight norm: `v · g / ‖v‖`, with the norm over all axes but the first, computed in
   * float64, or the plain weight if the checkpoint has that instead (Salimans and Kingma, “Weight Normalization”,
   * 2016).
   * @param base the module, such as `decoder.F0_conv`
   * @throws KokoroError as `get`
   */
  async folded(base: string): Promise<Weight> {
    if (isFolded(this.#checkpoint, `${base}.weight`)) return this.get(`${base}.weight`);
    const gain = await this.get(`${base}.weight_g`);
    const { data, shape } = await this.get(`${base}.weight_v`);
    const rows = shape[0] ?? 1;
    const size = elementsOf(shape) / rows;
    for (const [row, g] of gain.data.entries()) {
      const direction = data.subarray(row * size, (row + 1) * size);
      let squares = 0;
      for (let i = 0; i < size; i++) squares += (direction[i] ?? 0) ** 2;
      if (squares === 0) throw this.#error('checkpoint-corrupt', `${base}.weight_v`, 'has a channel that is all zeros');
      const scale = g / Math.sqrt(squares);
      for (let i = 0; i < size; i++) direction[i] = (direction[i] ?? 0) * scale;
    }
    return { data, shape };
  }

  /** Whether the checkpoint has such a tensor. */
  has(name: string): boolean {
    return this.#checkpoint.tensors.has(name);
  }

  #error(code: ErrorCode, name: string, problem: string): KokoroError {
    return new KokoroError(code, `The tensor ${name} of ${this.#checkpoint.path} ${problem}.`);
  }
}

/** `x - x` is NaN for infinities and NaN. `every` would take ten times as long. */
function allFinite(data: Float32Array): boolean {
  let zero = 0;
  for (const value of data) zero += value - value;
  return zero === 0;
}

/** The plain weight that a tensor of weight norm replaces. */
function plainName(name: string): string | undefined {
  return /\.weight_[gv]$/.test(name) ? name.slice(0, -'_g'.length) : undefined;
}

/** Whether the checkpoint has the weight itself instead of its gain and direction. */
function isFolded({ tensors }: Checkpoint, plain: string): boolean {
  return tensors.has(plain) && !tensors.has(`${plain}_v`);
}

function shapeText(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`;
}

function differenceOf(checkpoint: Checkpoint, name: string, expected: readonly number[]): string | undefined {
  const found = checkpoint.tensors.get(name)?.shape;
  if (found === undefined) return `${name} ${shapeText(expected)} is missing`;
  if (shapeText(found) === shapeText(expected)) return undefined;
  return `${name} is ${shapeText(found)}, not ${shapeText(expected)}`;
}

function warningsFor({ tensors }: Checkpoint, expected: ReadonlySet<string>): string[] {
  const isKnown = (name: string): boolean => expected.has(name) || isUnused(name) || isInstanceNorm(name);
  const extra = [...tensors.keys()].filter((name) => !isKnown(name));
  if (extra.length === 0) return [];
  return [`The checkpoint has tensors that Kokoro's network does not use: ${summary(extra, ', ')}.`];
}

/** The first few items of a list, and how many more there are. */
function summary(items: readonly string[], separator: string): string {
  const rest = items.length - NAMED;
  return items.slice(0, NAMED).join(separator) + (rest > 0 ? `${separator}and ${rest} more` : '');
}

/** A source of weights, by the names of hexgrad/kokoro's modules. */
export interface WeightSource {
  /** A tensor as it is stored; the caller may modify the values. */
  get(name: string): Promise<Weight>;
  /** The weight of a layer with weight norm, `v · g / ‖v‖`. */
  folded(layer: string): Promise<Weight>;
  /** Whether there is a tensor of this name. */
  has(name: string): boolean;
}
