/** A file that is being fetched. */
export interface ProgressInfo {
  /** The kind of news; there is no other. */
  status: 'progress';
  /** Its name. */
  file: string;
  /** Percent. */
  progress: number;
  /** Bytes that are there. */
  loaded: number;
  /** Bytes of the whole file. */
  total: number;
}

/** How a model is loaded. */
export interface LoadOptions {
  /** Accepted for compatibility: the published INT8 model speaks, or your own in its own precision. */
  dtype?: 'fp32' | 'fp16' | 'q8' | 'q4' | 'q4f16';
  /** Accepted for compatibility: Node uses the native runtime, a browser WebAssembly. */
  device?: 'wasm' | 'webgpu' | 'cpu' | null;
  /** Is told of downloads. */
  progress_callback?: ((info: ProgressInfo) => void) | null;
  /** Threads that run the model; one for each physical core by default. */
  threads?: number;
  /** A base URL, or in Node a folder, to try first for downloads. */
  source?: string;
  /** In Node, the folder for models and voices. */
  cache?: string;
  /** Whether the model is rebuilt to run faster on this machine, once, in the background; true by default. */
  optimize?: boolean;
}
