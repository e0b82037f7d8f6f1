import assert from 'node:assert/strict';
import { loadRuntime } from '../../../../src/common/runtime';
import { type GraphBuilder, MICROSOFT } from '../../../../src/exporter/graph/builder';
import type { Model } from '../../../../src/exporter/onnx/model';
import { encodeModel } from '../../../../src/exporter/onnx/write';

/** A model of a built graph, with an input `x` and an output `y`. */
export function modelOf(b: GraphBuilder, opset = 17): Model {
  const opsets = new Map([
    ['', opset],
    [MICROSOFT, 1],
  ]);
  const metadata = new Map<string, string>();
  return { irVersion: 8, opsets, producer: 'test', producerVersion: '', metadata, graph: b.graph('test', '') };
}

/** Runs such a model on `x`. */
export async function run(model: Model, x: Float32Array, dims: readonly number[]): Promise<Float32Array> {
  const { InferenceSession, Tensor } = await loadRuntime();
  const session = await InferenceSession.create(Buffer.concat(encodeModel(model).parts), { logSeverityLevel: 3 });
  const { y } = await session.run({ x: new Tensor('float32', x, dims) });
  await session.release();
  assert.ok(y?.data instanceof Float32Array);
  return y.data;
}
