import assert from 'node:assert/strict';
import { languages } from '../../../src/engine/languages';
import { joinSegments } from '../../../src/language/language';
import { nothingSpoken } from '../../../src/speech/nothingSpoken';

describe('nothingSpoken', () => {
  const said = async (text: string): Promise<string> => {
    const english = await languages.load('en-us');
    return joinSegments(await english.phonemize(english.normalize(text)));
  };

  it('names a voice for a script that the voice does not know', async () => {
    const texts = {
      'これは日本語です。': /Japanese.*jf_alpha/,
      '你好，世界。': /Mandarin.*zf_\w+/,
      'यह हिन्दी है।': /Hindi.*hf_\w+/,
    };
    for (const [text, message] of Object.entries(texts)) {
      assert.doesNotMatch(await said(text), /\p{L}/u);
      const { code, message: says } = nothingSpoken(text);
      assert.equal(code, 'voice-mismatch');
      assert.match(says, message);
    }
  });

  it('says which languages there are for a script that no voice knows', () => {
    for (const text of ['Привет, мир.', '안녕하세요.', 'مرحبا', 'שלום']) {
      const { code, message } = nothingSpoken(text);
      assert.equal(code, 'voice-mismatch', text);
      assert.match(message, /American English.*Mandarin/);
    }
  });

  it('says nothing of languages where there is no word', () => {
    for (const text of ['', '...', '```\nnpm run build\n```', '12'])
      assert.equal(nothingSpoken(text).code, 'nothing-to-read');
  });
});
