import assert from 'node:assert/strict';
import { nodeHost } from '../../../src/engine/languages';
import { DATA_FILES } from '../../../src/language/dataFiles';
import type { LanguageHost } from '../../../src/language/host';
import { LANGUAGE_CODES } from '../../../src/language/languages';
import { LanguageLoader } from '../../../src/language/loader';

describe('the list of data files', () => {
  for (const code of LANGUAGE_CODES) {
    it(`has what the front end asks for, and nothing else: ${code}`, async () => {
      const asked = new Set<string>();
      const host = nodeHost();
      const recording: LanguageHost = {
        readData: (name) => host.readData((asked.add(name), name)),
        loadNetwork: (name) => host.loadNetwork((asked.add(name), name)),
      };
      const language = await new LanguageLoader(recording).load(code);
      await language.phonemize(language.normalize('Zorblaxian quuxify 5.'));
      assert.deepEqual([...asked].sort(), [...DATA_FILES[code]].sort());
    });
  }
});
