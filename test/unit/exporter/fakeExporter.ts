import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveParent } from '../../../src/common/process/child';
import type { ExporterCalls } from '../../../src/exporter/protocol';

/** Rebuilds a model whose kernels end as the name of the input says. */
serveParent<Pick<ExporterCalls, 'rebuild'>>({
  rebuild: ({ input, folder, generator }) => {
    mkdirSync(folder); // fails if the first attempt has left it
    const path = join(folder, 'model.onnx');
    writeFileSync(path, generator);
    const comparison = { length: 0, logMel: 1, level: 0, speedup: 3 };
    if (generator === 'graph') return Promise.resolve({ path, comparison });
    if (input === 'objection') return Promise.resolve({ path, comparison, objection: 'its sound is 9.0 dB away' });
    if (input.startsWith('SIG')) {
      process.kill(process.pid, input);
      return new Promise(() => undefined);
    }
    if (input === 'error') return Promise.reject(new Error('the model is damaged'));
    return Promise.resolve({ path, comparison });
  },
});
