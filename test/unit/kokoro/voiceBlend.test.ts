import assert from 'node:assert/strict';
import { formatBlend, isBlend, MAX_BLEND_PARTS, parseBlend } from '../../../src/kokoro/voiceBlend';
import { blendStyles, PACK_ROWS, STYLE_SIZE } from '../../../src/kokoro/voicePack';
import { coded } from '../exporter/checkpoint/files';

describe('parseBlend', () => {
  const shares = (text: string): string =>
    parseBlend(text)
      .map(({ name, weight }) => `${name} ${weight}`)
      .join(', ');

  it('divides weights by their sum; a voice without one has 1', () => {
    assert.equal(shares('af_heart*0.75+af_bella*0.25'), 'af_heart 0.75, af_bella 0.25');
    assert.equal(shares('af_heart*0.3+af_bella*0.3'), 'af_heart 0.5, af_bella 0.5');
    assert.equal(
      shares('af_heart + af_bella + bf_emma + em_alex'),
      'af_heart 0.25, af_bella 0.25, bf_emma 0.25, em_alex 0.25',
    );
    assert.equal(shares(' af_heart * .5 '), 'af_heart 1');
    assert.equal(shares('af_heart+af_bella*1'), 'af_heart 0.5, af_bella 0.5');
  });

  it('refuses weights that leave the range of the voices, and says why', () => {
    const refused: [string, RegExp][] = [
      ['af_heart*-0.5+af_bella', /weight of af_heart is -0\.5, not above 0/],
      ['af_heart*1.2+af_bella', /weight of af_heart is 1\.2.*at most 1/],
      ['af_heart*0+af_bella', /is 0, not above 0/],
      ['af_heart*x+af_bella', /“x” after af_heart is no weight/],
      ['af_heart*1e-3', /is no weight/],
      ['af_heart*0.5*0.5', /is no weight/],
      ['af_heart*', /“” after af_heart is no weight/],
      ['af_heart++af_bella', /a voice is missing/],
      ['*0.5', /a voice is missing/],
      ['+', /a voice is missing/],
      ['af_heart+af_bella+af_heart', /af_heart is in it twice/],
      [Array.from({ length: MAX_BLEND_PARTS + 1 }, (_, i) => `v${i}`).join('+'), /has 9 voices, and at most 8/],
      ['a+'.repeat(1e6), /more than 1000 characters/],
    ];
    for (const [text, why] of refused) {
      assert.throws(() => parseBlend(text), coded('voice-blend-invalid', why), text.slice(0, 40));
      assert.throws(() => parseBlend(text), /such as af_heart\*0\.6\+af_bella\*0\.4/);
    }
  });

  it('writes what it reads', () => {
    const text = 'af_heart*0.6+af_bella*0.4';
    assert.equal(formatBlend(parseBlend(text)), text);
    assert.ok(isBlend(text) && !isBlend('my voice'));
  });
});

describe('blendStyles', () => {
  it('is the weighted sum of every number', () => {
    const size = PACK_ROWS * STYLE_SIZE;
    const a = Float32Array.from({ length: size }, (_, i) => i);
    const b = Float32Array.from({ length: size }, (_, i) => -3 * i);
    const blended = blendStyles([
      { styles: a, weight: 0.75 },
      { styles: b, weight: 0.25 },
    ]);
    assert.equal(blended.length, size);
    assert.ok(blended.every((value) => value === 0));
    assert.equal(blendStyles([{ styles: a, weight: 1 }]), a);
  });
});
