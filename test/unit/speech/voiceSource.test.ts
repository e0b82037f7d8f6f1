import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findVoiceSource, languageOfVoice, savedVoices, voicesInFolder } from '../../../src/speech/voiceSource';
import { coded, Scratch } from '../exporter/checkpoint/files';

describe('the voices of the user', () => {
  const scratch = new Scratch();
  const added = join(scratch.folder, 'own-voices');
  const saved = {
    narrator: 'af_heart*0.6+bf_emma*0.4',
    'with mine': 'em_mine*0.5+ef_dora*0.5',
    af_heart: 'am_adam',
    broken: 'af_heart*2+af_bella',
    nested: 'narrator*0.5+af_bella*0.5',
    single: 'am_adam',
  };
  const places = { added, saved };

  before(() => {
    mkdirSync(added);
    scratch.write(join('own-voices', 'em_mine.bin'), '');
    scratch.write(join('own-voices', 'notes.txt'), '');
  });
  after(() => scratch.remove());

  it('are blends, spoken in the language of their first voice', () => {
    assert.deepEqual(findVoiceSource('af_heart*0.3+bf_emma*0.3'), {
      ...{ name: 'af_heart*0.3+bf_emma*0.3', language: 'en-us' },
      parts: [
        { name: 'af_heart', weight: 0.5 },
        { name: 'bf_emma', weight: 0.5 },
      ],
    });
    assert.equal(findVoiceSource('bf_emma*0.1+af_heart*0.9').language, 'en-gb');
    assert.equal(findVoiceSource('bf_emma+af_heart', {}, 'fr').language, 'fr');
  });

  it('are found by the names under which they were saved, but published voices stay what they are', () => {
    assert.deepEqual(findVoiceSource('narrator', places).parts, [
      { name: 'af_heart', weight: 0.6 },
      { name: 'bf_emma', weight: 0.4 },
    ]);
    assert.equal(findVoiceSource('narrator', places).name, 'narrator');
    assert.deepEqual(findVoiceSource('single', places).parts, [{ name: 'am_adam', weight: 1 }]);
    assert.deepEqual(findVoiceSource('af_heart', places).parts, [{ name: 'af_heart', weight: 1 }]);
    const mine = { name: 'em_mine', weight: 0.5, pack: join(added, 'em_mine.bin') };
    assert.deepEqual(findVoiceSource('with mine', places).parts, [mine, { name: 'ef_dora', weight: 0.5 }]);
    assert.deepEqual(findVoiceSource('em_mine', places).parts, [{ ...mine, weight: 1 }]);
  });

  it('are refused where they cannot be spoken', () => {
    assert.throws(() => findVoiceSource('broken', places), coded('voice-blend-invalid', /at most 1/));
    assert.throws(
      () => findVoiceSource('nested', places),
      coded('voice-blend-invalid', /“narrator” is a blend itself/),
    );
    assert.throws(() => findVoiceSource('af_hart*0.5+af_bella*0.5'), coded('voice-unknown', /did you mean af_heart/));
    assert.throws(() => findVoiceSource('../x*0.5+af_bella*0.5', places), coded('voice-unknown'));
    assert.throws(() => findVoiceSource('toString', places), coded('voice-unknown'));
  });

  it('are asked for their language by what they are, not by their first letter', () => {
    const names = ['narrator', 'with mine', 'em_mine', 'broken', 'elsewhere'];
    assert.deepEqual(names.map((name) => languageOfVoice(name, places)), ['en-us', 'es', 'es', undefined, undefined]); // prettier-ignore
  });

  it('are listed if they can be spoken', () => {
    const listed = savedVoices(places).map(({ name, displayName, code }) => `${name}|${displayName}|${code}`);
    assert.deepEqual(listed, ['narrator|narrator|en-us', 'with mine|with mine|es', 'single|single|en-us']);
    assert.deepEqual(
      voicesInFolder(added).map(({ name }) => name),
      ['em_mine'],
    );
  });
});
