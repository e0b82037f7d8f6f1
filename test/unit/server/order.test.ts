import assert from 'node:assert/strict';
import { readOrder } from '../../../src/server/order';

describe('a request for speech', () => {
  const read = (body: unknown) => readOrder(body, 100);

  it('is what clients of OpenAI send', () => {
    const { request, format } = read({
      model: 'tts-1',
      input: 'Hello.',
      voice: 'nova',
      speed: 1.5,
      response_format: 'pcm',
    });
    assert.deepEqual([request.text, request.voice, request.speed, format], ['Hello.', 'af_nova', 1.5, 'pcm']);
    assert.equal(read({ input: 'Hello.', voice: { id: 'bf_emma' } }).request.voice, 'bf_emma');
  });

  it('has defaults, also for fields that are null', () => {
    const { request, format } = read({
      input: 'Hello.',
      voice: null,
      speed: null,
      response_format: null,
      instructions: 'x',
    });
    assert.deepEqual([request.voice, request.speed, request.format, format], ['af_heart', 1, 'plain', 'mp3']);
  });

  it('may name a blend as Kokoro-FastAPI does, or as we do', () => {
    const voice = (name: string): unknown => read({ input: 'x', voice: name }).request.voice;
    assert.equal(voice('af_bella(3)+af_sky(1)'), 'af_bella*0.750000+af_sky*0.250000');
    assert.equal(voice('af_bella(0.5) + af_sky'), 'af_bella*0.333333+af_sky*0.666667');
    assert.equal(voice('af_bella+af_sky*0.5'), 'af_bella+af_sky*0.5');
    for (const name of ['af_bella(0)', 'af_bella(x)+af_sky', 'af_bella(1', '()'])
      assert.throws(() => voice(name), /./, name);
  });

  it('names a language by code or letter', () => {
    for (const lang_code of ['fr', 'f', 'FR']) assert.equal(read({ input: 'Salut', lang_code }).request.language, 'fr');
  });

  it('may have marks, or a format', () => {
    assert.equal(read({ input: 'x', markup: 'ssml' }).request.markup, 'ssml');
    assert.equal(read({ input: '# x', text_format: 'markdown' }).request.format, 'markdown');
  });

  const wrong: [what: string, body: unknown, code: string][] = [
    ['no object', ['x'], 'request-invalid'],
    ['no text', { voice: 'af_heart' }, 'request-invalid'],
    ['blank text', { input: ' \n' }, 'request-invalid'],
    ['a long text', { input: 'x'.repeat(101) }, 'request-invalid'],
    ['text that is a number', { input: 5 }, 'request-invalid'],
    ['an unknown voice', { input: 'x', voice: 'af_nobody' }, 'voice-unknown'],
    ['a path as a voice', { input: 'x', voice: '../af_heart' }, 'voice-unknown'],
    ['a property of all objects as a voice', { input: 'x', voice: 'constructor' }, 'voice-unknown'],
    ['a voice that is a number', { input: 'x', voice: 5 }, 'request-invalid'],
    ['a speed out of range', { input: 'x', speed: 4 }, 'request-invalid'],
    ['an unknown format', { input: 'x', response_format: 'ogg' }, 'request-invalid'],
    ['an unknown language', { input: 'x', lang_code: 'q' }, 'request-invalid'],
    ['unknown marks', { input: 'x', markup: 'html' }, 'request-invalid'],
  ];
  for (const [what, body, code] of wrong)
    it(`is refused with ${what}`, () => {
      assert.throws(() => read(body), { code });
    });
});
