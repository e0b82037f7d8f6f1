import { KokoroError } from '../../common/errors';

const MAX_LENGTH = 64;

/** The fields of a JSON object, each checked when it is read. Errors name the field. */
export class Fields {
  readonly raw: Readonly<Record<string, unknown>>;
  readonly #source: string;
  readonly #path: string;

  private constructor(raw: Record<string, unknown>, source: string, path: string) {
    this.raw = raw;
    this.#source = source;
    this.#path = path;
  }

  /** @throws KokoroError `config-invalid`, like all methods here */
  static of(value: unknown, source: string, path = ''): Fields {
    if (isObject(value)) return new Fields(value, source, path);
    throw new KokoroError(
      'config-invalid',
      path === '' ? `${source} is not a JSON object.` : `“${path}” in ${source} must be an object.`,
    );
  }

  object(key: string): Fields {
    return Fields.of(this.#get(key), this.#source, this.#name(key));
  }

  integer(key: string, min: number, max: number): number {
    const value = this.#get(key);
    return isInteger(value, min, max) ? value : this.fail(key, `an integer from ${min} to ${max}`);
  }

  fixed(key: string, value: number): number {
    return this.#get(key) === value ? value : this.fail(key, `${value}, the only value that the network supports`);
  }

  odd(key: string, max: number): number {
    const value = this.integer(key, 1, max);
    return value % 2 === 1 ? value : this.fail(key, 'odd');
  }

  integers(key: string, min: number, max: number): readonly number[] {
    const value = this.#get(key);
    return areIntegers(value, min, max) ? value : this.fail(key, `a list of integers from ${min} to ${max}`);
  }

  /** `count` lists of `length` positive integers. */
  rows(key: string, count: number, length: number, max: number): readonly (readonly number[])[] {
    const value = this.#get(key);
    const isRow = (row: unknown): row is number[] => areIntegers(row, 1, max) && row.length === length;
    if (Array.isArray(value) && value.length === count && value.every(isRow)) return value;
    return this.fail(key, `${count} lists of ${length} integers from 1 to ${max}`);
  }

  /** @param key the field, or undefined for the whole object */
  fail(key: string | undefined, requirement: string): never {
    const name = key === undefined ? this.#path : this.#name(key);
    throw new KokoroError('config-invalid', `“${name}” in ${this.#source} must be ${requirement}.`);
  }

  #name(key: string): string {
    return this.#path === '' ? key : `${this.#path}.${key}`;
  }

  #get(key: string): unknown {
    if (Object.hasOwn(this.raw, key)) return this.raw[key];
    throw new KokoroError('config-invalid', `“${this.#name(key)}” is missing in ${this.#source}.`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isInteger(value: unknown, min: number, max: number): value is number {
  return Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
}

function areIntegers(value: unknown, min: number, max: number): value is number[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_LENGTH) return false;
  return value.every((item) => isInteger(item, min, max));
}
