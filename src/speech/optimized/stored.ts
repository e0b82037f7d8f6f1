/** A file of the model when it was verified. */
export interface FileState {
  bytes: number;
  mtimeMs: number;
  sha256: string;
}

/** A verified model: the name of its folder, and its files by name. */
export interface StoredModel {
  folder: string;
  /** The file that ONNX Runtime loads. */
  model: string;
  /** How many times less CPU time it takes than the published model. */
  speedup: number;
  files: Record<string, FileState>;
}

/** The content of the record. `key` names the versions and the processor it is valid for. */
export type Stored = { key: string } & (StoredModel | { rejected: string });

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
/** Files that a rebuild and then engines write into its folder. */
const FILES = [
  /^(?:model|sound|source)\.(?:onnx|data)$/,
  /^generator\.safetensors(?:\.\d+\.part)?$/,
  /^(?:(?:sound|source)\.)?int8\.onnx(?:\.\d+\.part)?$/, // left by a killed rebuild, as other parts are
  /^[\da-f]{16}\.profile(?:\.\d+)?$/,
];

/** Whether a folder with these files was made by a rebuild. */
export const isOfRebuild = (folder: string, files: readonly string[]): boolean =>
  UUID.test(folder) && files.every((name) => FILES.some((pattern) => pattern.test(name)));

/**
 * Parses a record; `speedup` may have its former name, `faster`.
 * @throws Error for anything else, such as records of older versions, which have no hashes
 */
export function parseRecord(json: string): Stored {
  const value: unknown = JSON.parse(json);
  if (isObject(value) && typeof value['key'] === 'string') {
    const { key, rejected, folder, model, files, speedup = value['faster'] } = value;
    if (typeof rejected === 'string') return { key, rejected };
    const complete = typeof folder === 'string' && typeof model === 'string' && typeof speedup === 'number';
    if (complete && UUID.test(folder) && hasStates(files) && model in files)
      return { key, folder, model, speedup, files };
  }
  throw new Error('it is not a record of this version');
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
