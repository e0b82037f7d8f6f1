// Reads an ONNX file and prints the sum of its first weight's int64 elements, in a process with limited memory.
import { readModel } from '../../../../src/exporter/onnx/read';

void readModel(process.argv[2] ?? '').then(({ graph }) => {
  const [weight] = graph.initializers;
  if (weight === undefined) throw new Error('no weight');
  let sum = 0n;
  for (const value of new BigInt64Array(weight.data.buffer)) sum += value;
  process.stdout.write(`${sum}\n`);
});
