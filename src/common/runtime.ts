import type * as Ort from 'onnxruntime-node';
import { KokoroError, messageOf } from './errors';

export type Runtime = typeof Ort;
export type Session = Ort.InferenceSession;

/** Version of onnxruntime-node. */
export async function runtimeVersion(): Promise<string> {
  return (await loadRuntime()).env.versions.node ?? 'unknown';
}

/** onnxruntime-node, loaded when it is first needed. @throws KokoroError `engine-start-failed` */
export async function loadRuntime(): Promise<Runtime> {
  try {
    return await import('onnxruntime-node');
  } catch (error) {
    const windows =
      process.platform === 'win32' ? ' Install the Microsoft Visual C++ Redistributable and try again.' : '';
    throw new KokoroError(
      'engine-start-failed',
      `onnxruntime-node cannot be loaded on ${process.platform}-${process.arch}: ${messageOf(error)}.${windows}`,
      { cause: error },
    );
  }
}
