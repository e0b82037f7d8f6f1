import assert from 'node:assert/strict';
import { languages } from '../../../src/engine/languages';
import { LANGUAGE_CODES, languageOf } from '../../../src/language/languages';

describe('languages', () => {
  it('are identified by the first letter of a voice', () => {
    const names = [
      'af_heart',
      'bm_fable',
      'ef_dora',
      'ff_siwis',
      'hf_beta',
      'if_sara',
      'jf_alpha',
      'pf_dora',
      'zf_xiaoni',
    ];
    assert.deepEqual(names.map(languageOf), LANGUAGE_CODES);
    assert.throws(() => languageOf('xx_nobody'), { code: 'voice-unknown' });
    assert.throws(() => languageOf(''), { code: 'voice-unknown' });
  });

  it('are loaded once', async () => {
    for (const code of LANGUAGE_CODES) {
      const language = await languages.load(code);
      assert.equal(language.code, code);
      assert.equal(await languages.load(code), language);
    }
  });

  it('keep two numbers apart that would be heard as one', async () => {
    for (const code of LANGUAGE_CODES) {
      const language = await languages.load(code);
      const commas = (text: string): number => language.normalize(text).filter((token) => token.text === ',').length;
      for (const apart of ['200 17', '20 5', '3000 200']) assert.equal(commas(apart), 1, `${code}: ${apart}`);
      for (const clear of ['17 200 x', '20 50', '5 4 3', '20, 5', '2024 5']) {
        assert.equal(commas(clear), clear.includes(',') ? 1 : 0, `${code}: ${clear}`);
      }
    }
  });
});
