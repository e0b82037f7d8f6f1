import assert from 'node:assert/strict';
import { join } from 'node:path';
import { AssetStore } from '../../../src/assets/store';
import { silentLogger } from '../../../src/common/log';
import { EngineClient } from '../../../src/engine/client';
import { Speech } from '../../../src/speech/speech';
import { oddFiles } from '../../support/oddFiles';
import { coded, Scratch } from '../exporter/checkpoint/files';

describe('Speech.files', () => {
  const scratch = new Scratch();
  after(() => scratch.remove());

  it("takes only a regular file with an absolute path for a model of the user's own", async () => {
    const store = new AssetStore({ folder: scratch.folder, source: undefined, logger: silentLogger });
    const engine = new EngineClient(() => assert.fail('the engine is not started'), silentLogger);
    for (const model of [...oddFiles(scratch.folder), join(scratch.folder, 'missing.onnx'), 'package.json']) {
      const speech = new Speech(() => store, engine, silentLogger, { ownModel: () => model });
      await assert.rejects(speech.files('af_heart', { signal: new AbortController().signal }), coded('model-missing'));
    }
  });
});
