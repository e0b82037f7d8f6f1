import { messageOf } from '../../common/errors';
import { RUNTIMES, type RuntimeKind } from '../../common/runtime';
import type { App } from '../app';

/** A runtime that this installation does not have, and the engine's message about it. */
export interface AbsentRuntime {
  runtime: RuntimeKind;
  reason: string;
}

/**
 * The ONNX Runtimes that the engine can load, the one in use first, and those that it cannot. A package has only the
 * one for its platform; a checkout has both.
 */
export async function findRuntimes(app: App): Promise<{ present: RuntimeKind[]; absent: AbsentRuntime[] }> {
  const present: RuntimeKind[] = [];
  const absent: AbsentRuntime[] = [];
  for (const runtime of RUNTIMES) {
    const engine = app.measuredEngine(1, runtime);
    try {
      await engine.info();
      present.push(runtime);
    } catch (error) {
      absent.push({ runtime, reason: messageOf(error).split('\n')[0] ?? '' });
    } finally {
      engine.dispose();
    }
  }
  return { present, absent };
}

/** The name of a runtime for users. */
export function describeRuntime(runtime: RuntimeKind): string {
  return runtime === 'wasm' ? 'WebAssembly' : 'ONNX Runtime';
}
