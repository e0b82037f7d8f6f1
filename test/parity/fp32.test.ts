import assert from 'node:assert/strict';
import { join } from 'node:path';
import { CASES, RANDOM_CASE } from './support/cases';
import { assertDistances, compare, type Distance, distancesTo, exportTo, once, speak } from './support/model';
import { describeParity, speakAllReference, speakReference } from './support/reference';

/** Limits in dB. Two draws of the noise differ by up to 0.4 dB, or 0.6 dB for a single word, which is mostly breath. */
const SAME_NOISE = 0.05;
const OTHER_NOISE = 0.45;
const TILT = 0.05;
/** The most phonemes of a single word. */
const WORD = 12;

describeParity('the exported graph in float32', (place) => {
  before(async function () {
    this.timeout(900_000); // PyTorch speaks what is not cached yet
    await speakAllReference(place.at, place.at.real, CASES);
    await speakReference(place.at, place.at.random, RANDOM_CASE);
  });

  it('matches PyTorch with the same noise: durations, spectrum and level', async () => {
    const file = join(place.folder, 'input.onnx');
    await exportTo(file, place.at.real);
    const distances: Distance[] = [];
    await once(file, async (session) => {
      for (const spoken of CASES) {
        const expected = await speakReference(place.at, place.at.real, spoken);
        const { waveform, duration } = await speak(session, expected, spoken.speed);
        assert.deepEqual(duration, expected.duration, spoken.phonemes);
        const { logMel, level, octave } = compare(waveform, expected.waveform);
        const found = `log-mel ${logMel.toFixed(4)} dB, level ${level.toFixed(4)} dB, octave ${octave.toFixed(4)} dB`;
        console.log(`      ${spoken.voice ?? ''} × ${spoken.speed}: ${found}`);
        // Without noise the source is silent between voiced sounds, where rounding decides the phase.
        if (spoken.noise === 'zero') continue;
        distances.push({ logMel, samples: waveform.length });
        assert.ok(Math.abs(level) <= TILT && Math.abs(octave) <= TILT, found);
      }
    });
    assertDistances(distances, SAME_NOISE);
  });

  it('differs from PyTorch with its own noise no more than two draws do', async () => {
    const file = join(place.folder, 'random.onnx');
    await exportTo(file, place.at.real, { noise: 'random' });
    const cases = CASES.filter(({ noise, phonemes }) => noise === 'random' && phonemes.length > WORD);
    assertDistances(await once(file, (session) => distancesTo(place.at, session, cases)), OTHER_NOISE);
  });

  it('supports another configuration', async () => {
    const file = join(place.folder, 'configuration.onnx');
    await exportTo(file, place.at.random);
    await once(file, async (session) => {
      const expected = await speakReference(place.at, place.at.random, RANDOM_CASE);
      const { waveform, duration } = await speak(session, expected, RANDOM_CASE.speed);
      assert.deepEqual(duration, expected.duration);
      const { logMel, level, octave } = compare(waveform, expected.waveform);
      const found = `log-mel ${logMel.toFixed(4)} dB, level ${level.toFixed(4)} dB, octave ${octave.toFixed(4)} dB`;
      console.log(`      ${found}`);
      assert.ok(logMel <= SAME_NOISE && Math.abs(level) <= TILT && Math.abs(octave) <= TILT, found);
    });
  });
});
