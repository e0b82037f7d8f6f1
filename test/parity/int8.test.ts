import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CASES } from './support/cases';
import { assertDistances, compare, type Distance, exportTo, once, speak } from './support/model';
import { describeParity, type Reference, reference, speakReference } from './support/reference';

/** Our bounds: of the file in bytes, and of the sound in dB, with noise of its own. The published INT8 is at 3.7 dB, 3 dB too loud. */
const LARGEST_FILE = 109e6;
const DISTANCE = 1.3;
const LEVEL = 0.5;

describeParity('INT8', () => {
  let at: Reference;
  let folder: string;

  before(async function () {
    this.timeout(900_000); // the reference is set up once
    at = await reference();
    folder = await mkdtemp(join(tmpdir(), 'kokoro-parity-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('speaks as long as PyTorch does, as loud, and nearly the same', async function () {
    this.timeout(600_000); // it calibrates
    const file = join(folder, 'int8.onnx');
    const bytes = await exportTo(file, at.real, { precision: 'int8', noise: 'random' });
    assert.ok(bytes <= LARGEST_FILE, `${bytes} bytes`);
    const distances: Distance[] = [];
    let [equal, tokens] = [0, 0];
    await once(file, async (session) => {
      for (const spoken of CASES.filter(({ noise }) => noise === 'random')) {
        const expected = await speakReference(at, at.real, spoken);
        const { waveform, duration } = await speak(session, expected, spoken.speed);
        equal += duration.filter((frames, i) => frames === expected.duration[i]).length;
        tokens += duration.length;
        if (waveform.length !== expected.waveform.length) continue; // cannot be compared; counted above
        const { logMel, level } = compare(waveform, expected.waveform);
        console.log(
          `      ${spoken.voice ?? ''} × ${spoken.speed}: log-mel ${logMel.toFixed(3)} dB, level ${level.toFixed(2)} dB`,
        );
        assert.ok(Math.abs(level) <= LEVEL, `${spoken.phonemes}: ${level} dB`);
        assert.ok(
          waveform.every((sample) => Math.abs(sample) < 1),
          'clipped',
        );
        distances.push({ logMel, samples: waveform.length });
      }
    });
    console.log(`      ${equal} of ${tokens} durations equal`);
    assert.ok(equal >= 0.995 * tokens, `${equal} of ${tokens} durations`);
    assertDistances(distances, DISTANCE);
  });
});
