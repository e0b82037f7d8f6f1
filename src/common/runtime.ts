import { readFile } from 'node:fs/promises';
import type * as Ort from 'onnxruntime-common';
import { KokoroError, messageOf, systemCodeOf } from './errors';
import { NO_TELEMETRY } from './telemetry';

export type Runtime = typeof Ort;
export type Session = Ort.InferenceSession;

/** ONNX Runtime compiled for this processor, or to WebAssembly. The first that is there is used. */
export const RUNTIMES = ['native', 'wasm'] as const;
export type RuntimeKind = (typeof RUNTIMES)[number];

interface Loaded {
  runtime: Runtime;
  kind: RuntimeKind;
}

/** The environment variable that names the runtime to use. */
export const RUNTIME_VARIABLE = 'KOKORO_RUNTIME';

let loaded: Promise<Loaded> | undefined;
let wasmFlags: Ort.Env.WebAssemblyFlags = { numThreads: 1 };

/**
 * Sets how WebAssembly starts: its threads, which all sessions share, and where a browser finds its files. Call it
 * before the first session is opened.
 */
export function configureWasm(flags: Ort.Env.WebAssemblyFlags): void {
  wasmFlags = { ...wasmFlags, ...flags };
}

/** Version of ONNX Runtime, and whether it is the one for WebAssembly. */
export async function runtimeVersion(): Promise<string> {
  const { runtime, kind } = await loadOnce();
  const { node, web } = runtime.env.versions;
  return kind === 'native' ? (node ?? 'unknown') : `${web ?? 'unknown'} (WebAssembly)`;
}

/** Whether ONNX Runtime is compiled for this processor, not to WebAssembly. @throws as `loadRuntime` */
export async function isNative(): Promise<boolean> {
  return (await loadOnce()).kind === 'native';
}

/**
 * Loads ONNX Runtime on first use: onnxruntime-node with its telemetry turned off, or onnxruntime-web where the former
 * has no library for this platform. @throws KokoroError `engine-start-failed`
 */
export async function loadRuntime(): Promise<Runtime> {
  return (await loadOnce()).runtime;
}

function loadOnce(): Promise<Loaded> {
  return (loaded ??= load());
}

async function load(): Promise<Loaded> {
  Object.assign(process.env, NO_TELEMETRY); // the native library reads it on initialization
  const choice = process.env[RUNTIME_VARIABLE];
  try {
    if (choice !== 'wasm') return { runtime: await import('onnxruntime-node'), kind: 'native' };
  } catch (error) {
    if (choice === 'native' || !isMissing(error)) throw unusable('onnxruntime-node', error);
  }
  try {
    const runtime = await import('onnxruntime-web');
    Object.assign(runtime.env.wasm, wasmFlags);
    return { runtime, kind: 'wasm' };
  } catch (error) {
    throw unusable('onnxruntime-web', error);
  }
}

/** Whether the package, or its library for this platform, is not there. */
function isMissing(error: unknown): boolean {
  return ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'].includes(systemCodeOf(error) ?? '');
}

function unusable(name: string, error: unknown): KokoroError {
  const windows =
    process.platform === 'win32' ? ' Install the Microsoft Visual C++ Redistributable and try again.' : '';
  return new KokoroError(
    'engine-start-failed',
    `${name} cannot be loaded on ${process.platform}-${process.arch}: ${messageOf(error)}.${windows}`,
    { cause: error },
  );
}

type SessionOptions = Omit<Ort.InferenceSession.SessionOptions, 'extra'> & {
  /** ONNX Runtime's configuration entries, without the prefix `session.`. */
  config?: Readonly<Record<string, string>>;
};

/**
 * Opens a session for an ONNX model: the path of its file, or its bytes. Callers state only what differs from the
 * options that all sessions share.
 * @throws KokoroError `engine-start-failed`; an Error when ONNX Runtime cannot load the file
 */
export async function createSession(
  model: string | Uint8Array,
  { config, ...options }: SessionOptions = {},
): Promise<Session> {
  const { runtime, kind } = await loadOnce();
  const all: Ort.InferenceSession.SessionOptions = {
    // Memory patterns are planned per input length and kept: with utterances of all lengths they only grow.
    enableMemPattern: false,
    logSeverityLevel: 3, // errors
    // Threads that wait by spinning cost a quarter more CPU time for 5 % of speed.
    extra: { session: { intra_op: { allow_spinning: '0' }, ...config } },
    ...options,
  };
  if (typeof model !== 'string') return runtime.InferenceSession.create(model, all);
  if (kind === 'native') return runtime.InferenceSession.create(model, all);
  return runtime.InferenceSession.create(await readFile(model), all); // WebAssembly sees no files
}

/** A browser shares no memory unless its page is isolated from other origins; it has no watchdog either. */
const Memory = typeof SharedArrayBuffer === 'undefined' ? ArrayBuffer : SharedArrayBuffer;

/** Number of calls that ONNX Runtime is executing on the main thread, shared with the watchdog thread. */
export const runtimeWork = new Int32Array(new Memory(Int32Array.BYTES_PER_ELEMENT));

/** Runs a call into ONNX Runtime, during which a blocked main thread counts as busy, not as stuck. */
export async function inRuntime<T>(work: () => Promise<T>): Promise<T> {
  Atomics.add(runtimeWork, 0, 1);
  try {
    return await work();
  } finally {
    Atomics.sub(runtimeWork, 0, 1);
  }
}
