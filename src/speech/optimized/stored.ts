/** A file of the model when it was verified. */
export interface FileState {
  bytes: number;
  mtimeMs: number;
  sha256: string;
}

/** A model that was verified: the name of its folder, and those of its files. */
export interface StoredModel {
  folder: string;
  /** The file that ONNX Runtime loads. */
  model: string;
  faster: number;
  files: Record<string, FileState>;
}

/** What the record's file holds. `key` says what it holds for. */
export type Stored = { key: string } & (StoredModel | { rejected: string });

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
/** What a rebuild writes into its folder, and what one that was killed leaves there. */
const FILES = /^(?:model\.onnx|model\.data|int8\.onnx(?:\.\d+\.part)?)$/;

/** Whether a folder with these files was made by a rebuild. */
export const isOfRebuild = (folder: string, files: readonly string[]): boolean =>
  UUID.test(folder) && files.every((name) => FILES.test(name));

/** The content of a record. @throws Error for anything else, such as the records without hashes of older versions */
export function parseRecord(json: string): Stored {
  const value: unknown = JSON.parse(json);
  if (isObject(value) && typeof value['key'] === 'string') {
    const { key, rejected, folder, model, faster, files } = value;
    if (typeof rejected === 'string') return { key, rejected };
    const whole = typeof folder === 'string' && typeof model === 'string' && typeof faster === 'number';
    if (whole && UUID.test(folder) && hasStates(files) && model in files) return { key, folder, model, faster, files };
  }
  throw new Error('it is no record of this version');
}

function hasStates(files: unknown): files is Record<string, FileState> {
  if (!isObject(files)) return false;
  return Object.entries(files).every(
    ([name, state]) =>
      !/[/\\]/.test(name) &&
      isObject(state) &&
      typeof state['bytes'] === 'number' &&
      typeof state['mtimeMs'] === 'number' &&
      typeof state['sha256'] === 'string',
  );
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
