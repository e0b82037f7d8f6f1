import { type FileHandle, open } from 'node:fs/promises';
import { GENERATOR_METADATA, type GeneratorShape } from '../kokoro/generatorFile';

interface Entry {
  shape: number[];
  data_offsets: [number, number];
}

/** The generator's weights in a safetensors file (huggingface/safetensors, README.md), read one tensor at a time. */
export class WeightsFile {
  readonly shape: GeneratorShape;
  readonly #file: FileHandle;
  readonly #start: number;
  readonly #entries: ReadonlyMap<string, Entry>;
  /** The elements of the tensor that was read last. Each one takes the place of the one before it. */
  #buffer = new ArrayBuffer(0);

  private constructor(file: FileHandle, start: number, entries: Record<string, Entry>, shape: GeneratorShape) {
    this.#file = file;
    this.#start = start;
    this.#entries = new Map(Object.entries(entries));
    this.shape = shape;
  }

  /** @throws Error if the file cannot be read or has another form */
  static async open(path: string): Promise<WeightsFile> {
    const file = await open(path);
    try {
      const prefix = Buffer.alloc(8);
      await file.read(prefix, 0, 8, 0);
      const header = Buffer.alloc(Number(prefix.readBigUInt64LE()));
      await file.read(header, 0, header.length, 8);
      const { __metadata__: metadata, ...entries } = JSON.parse(header.toString()) as Record<string, Entry> & {
        __metadata__: Record<string, string>;
      };
      const shape = JSON.parse(metadata[GENERATOR_METADATA] ?? '') as GeneratorShape;
      if ((shape.version as number) !== 1) throw new Error('it is of another version');
      return new WeightsFile(file, 8 + header.length, entries, shape);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** The dimensions of a tensor. @throws Error if there is none of that name */
  dims(name: string): readonly number[] {
    return this.#entry(name).shape;
  }

  /** Weights, s8. They are valid until the next tensor is read, like those of the other methods. */
  async bytes(name: string): Promise<Int8Array> {
    const bytes = await this.#read(name);
    return new Int8Array(this.#buffer, 0, bytes);
  }

  /** float16 in their bits. */
  async halves(name: string): Promise<Uint16Array> {
    const bytes = await this.#read(name);
    return new Uint16Array(this.#buffer, 0, bytes / 2);
  }

  /** A copy of float32. */
  async floats(name: string): Promise<Float32Array> {
    const bytes = await this.#read(name);
    return new Float32Array(this.#buffer.slice(0, bytes));
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  #entry(name: string): Entry {
    const entry = this.#entries.get(name);
    if (!entry) throw new Error(`it has no ${name}`);
    return entry;
  }

  async #read(name: string): Promise<number> {
    const [from, to] = this.#entry(name).data_offsets;
    if (this.#buffer.byteLength < to - from) this.#buffer = new ArrayBuffer(to - from);
    const { bytesRead } = await this.#file.read(new Uint8Array(this.#buffer), 0, to - from, this.#start + from);
    if (bytesRead !== to - from) throw new Error(`it ends within ${name}`);
    return bytesRead;
  }
}
