import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readModel } from '../../src/exporter/onnx/read';
import { writeModel } from '../../src/exporter/onnx/write';
import { toFloat16 } from '../../src/exporter/quantize/float16';
import { CASES } from './support/cases';
import { assertDistances, compare, distancesTo, exportTo, once, speak, withModel } from './support/model';
import { describeParity, speakAllReference, speakReference } from './support/reference';

/** Limits for the file size in bytes, and for the sound in dB, with the model's own noise. */
const LARGEST_FILE = 165e6;
const DISTANCE = 0.6;

describeParity('float16', (place) => {
  before(async function () {
    this.timeout(900_000); // PyTorch speaks what is not cached yet
    await speakAllReference(place.at, place.at.real, CASES);
  });

  it('halves the size of our graph, which still speaks like PyTorch', async () => {
    const file = join(place.folder, 'half.onnx');
    const bytes = await exportTo(file, place.at.real, { precision: 'fp16', noise: 'random' });
    assert.ok(bytes <= LARGEST_FILE, `${bytes} bytes`);
    const cases = CASES.filter(({ noise }) => noise === 'random');
    assertDistances(await once(file, (session) => distancesTo(place.at, session, cases)), DISTANCE);
  });

  it('does the same for upstream’s export', async () => {
    const file = join(place.folder, 'upstream.onnx');
    await writeModel(toFloat16(await readModel(place.at.upstream)), file);
    const { size } = await stat(file);
    assert.ok(size <= LARGEST_FILE, `${size} bytes`);
    const some = CASES.slice(0, 2);
    const say = async (path: string): Promise<Awaited<ReturnType<typeof speak>>[]> =>
      withModel(path, async (session) => {
        const all = [];
        for (const spoken of some)
          all.push(await speak(session, await speakReference(place.at, place.at.real, spoken), spoken.speed));
        return all;
      });
    const [whole, half] = [await say(place.at.upstream), await say(file)];
    for (const [i, { waveform, duration }] of half.entries()) {
      assert.deepEqual(duration, whole[i]?.duration);
      const { logMel } = compare(waveform, whole[i]?.waveform ?? waveform);
      console.log(`      log-mel ${logMel.toFixed(3)} dB from its float32`);
      assert.ok(logMel <= DISTANCE, `${logMel} dB`);
    }
  });
});
