import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { silentLogger } from '../../../src/common/log';
import { ExporterClient } from '../../../src/exporter/client';
import { OptimizedModel } from '../../../src/speech/optimized/optimizedModel';

/**
 * The published model, optimized for this machine: it speaks the same in a fifth of the time. It is made once by this
 * build's exporter, and kept for the other test files.
 * @param published path of the published model
 */
export async function optimizedModel(root: string, published: string): Promise<OptimizedModel> {
  const entry = join(root, 'dist', 'exporter.js');
  const folder = join(root, 'out', 'test', 'optimized');
  const made = statSync(join(folder, 'record.json'), { throwIfNoEntry: false });
  if (made && made.mtimeMs < statSync(entry).mtimeMs) rmSync(folder, { recursive: true });
  const exporter = new ExporterClient(entry, silentLogger);
  const model = new OptimizedModel({
    folder,
    rebuild: (what, hooks) => exporter.rebuild({ ...what, urgent: true }, hooks),
    generator: 'kernels',
    mode: () => 'use',
    logger: silentLogger,
  });
  if ((await model.refresh()).kind !== 'ready')
    await model.rebuild(published, new AbortController().signal, () => undefined);
  return model;
}
