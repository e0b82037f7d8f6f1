import assert from 'node:assert/strict';
import { DEFAULT_VOICE, isPublishedVoice, isVoiceName } from '../../../src/kokoro/voices';
import { describeVoice, findVoice, groupVoices, VOICES } from '../../../src/language/voices';

describe('voice catalog', () => {
  it('has 54 voices of nine languages', () => {
    assert.equal(new Set(VOICES.map((voice) => voice.name)).size, 54);
    assert.ok(VOICES.every((voice) => /^[abefhijpz][fm]_[a-z]+$/.test(voice.name)));
    assert.equal(groupVoices().length, 17);
    assert.equal(groupVoices().flatMap((group) => group.voices).length, 54);
    assert.equal(groupVoices()[0]?.voices[0]?.name, DEFAULT_VOICE);
  });

  it('describes a voice', () => {
    assert.deepEqual(findVoice('af_heart'), {
      name: 'af_heart',
      displayName: 'Heart',
      label: 'Heart, American English, female',
      code: 'en-us',
      language: 'American English',
      gender: 'female',
      grade: 'A',
    });
    assert.equal(findVoice('jm_kumo').gender, 'male');
    assert.equal(findVoice('ef_dora').grade, undefined);
  });

  it('describes a voice of the user by its name', () => {
    const { displayName, label, grade } = describeVoice('zm_009');
    assert.deepEqual([displayName, label, grade], ['009', '009, Mandarin Chinese, male', undefined]);
    assert.throws(() => describeVoice('xf_own'), { code: 'voice-unknown' });
  });

  it('tells published voices, and names that are safe in a path', () => {
    assert.deepEqual(['af_heart', 'zm_009'].map(isPublishedVoice), [true, false]);
    assert.deepEqual(['zm_009', '../af_heart', 'af_', 'af_a/b'].map(isVoiceName), [true, false, false, false]);
  });

  it('suggests voices for an unknown name', () => {
    assert.throws(() => findVoice('af_hart'), { code: 'voice-unknown', message: /af_heart/ });
    assert.throws(() => findVoice('Bella'), { code: 'voice-unknown', message: /af_bella/ });
    assert.throws(() => findVoice('constructor'), { code: 'voice-unknown' });
    assert.throws(() => findVoice('x'.repeat(1e6)), { code: 'voice-unknown' });
  });
});
