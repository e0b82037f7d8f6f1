import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesOf } from '../../src/exporter/onnx/model';
import type { Case } from './support/cases';
import { compare, exportTo } from './support/model';
import { describeParity, ROOT, run, speakReference, type Spoken, voiceFile } from './support/reference';

/** Without noise, so that runtimes differ only where rounding decides: in the phases of a silent source. */
const SPOKEN: Case & { voice: string } = {
  voice: 'af_heart',
  speed: 1,
  noise: 'zero',
  phonemes: 'ɪt kˈAm fɹʌm ɐ kˈɑmən ɡɹˈæf.',
};
/** Limits in dB. */
const SAME_LEVEL = 0.1;
const SAME_SPECTRUM = 0.5;

describeParity('exported files in other programs', (place) => {
  let expected: Spoken;
  const script = (name: string): string => join(ROOT, 'scripts', 'lib', name);

  before(async function () {
    this.timeout(900_000); // PyTorch speaks what is not cached yet
    expected = await speakReference(place.at, place.at.real, SPOKEN);
  });

  /** Exports to `name` in the folder, without noise. */
  async function exported(name: string, changes: Parameters<typeof exportTo>[2] = {}): Promise<string> {
    const file = join(place.folder, name);
    await exportTo(file, place.at.real, { noise: 'zero', ...changes });
    return file;
  }

  it('pass the official checker in every precision, and run in ONNX Runtime 1.17', async () => {
    const whole = await exported('fp32.onnx');
    const half = await exported('fp16.onnx', { precision: 'fp16', noise: 'input', speedType: 'double' });
    const other = join(place.folder, 'other.onnx');
    await exportTo(other, place.at.random, { noise: 'random' });
    const { stdout } = await run(place.at.python, [script('onnx_check.py'), whole, half, other]);
    assert.equal(stdout.match(/^ok /gm)?.length, 3, stdout);
    const style = join(place.folder, 'style.f32');
    await writeFile(style, bytesOf(expected.style));
    const env = { ...process.env, PYTHONPATH: place.at.runtime };
    const old = await run(place.at.python, [script('onnx_run.py'), whole, expected.ids.join(','), style], { env });
    const { version, samples, duration } = JSON.parse(old.stdout) as Record<string, unknown>;
    assert.match(String(version), /^1\.17\./);
    assert.deepEqual([samples, duration], [expected.waveform.length, expected.duration]);
    await Promise.all([whole, half, other].map((file) => rm(file)));
  });

  it('speak in kokoro-onnx', async () => {
    const file = await exported('kokoro-onnx.onnx', { signature: 'kokoro-onnx' });
    const { phonemes, speed, voice } = SPOKEN;
    const out = join(place.folder, 'kokoro-onnx.f32');
    await run(place.at.python, [
      script('peer_phonemes.py'),
      file,
      voiceFile(place.at, voice),
      phonemes,
      String(speed),
      out,
    ]);
    await rm(file);
    const { logMel, level } = compare(await samplesIn(out), expected.waveform);
    assert.ok(logMel <= SAME_SPECTRUM && Math.abs(level) <= SAME_LEVEL, `log-mel ${logMel} dB, level ${level} dB`);
  });

  it('speak in kokoro-js', async () => {
    const model = join(place.folder, 'kokoro-js');
    await mkdir(join(model, 'onnx'), { recursive: true });
    await writeFile(join(model, 'config.json'), JSON.stringify({ model_type: 'style_text_to_speech_2' }));
    await exported(join('kokoro-js', 'onnx', 'model.onnx'), { signature: 'kokoro-js' });
    const out = join(place.folder, 'kokoro-js.f32');
    // kokoro-js takes the next row of the voice; a character without an id makes the reference do so, too.
    const next = await speakReference(place.at, place.at.real, { ...SPOKEN, phonemes: `${SPOKEN.phonemes}#` });
    assert.deepEqual(next.ids, expected.ids);
    const { speed, voice } = SPOKEN;
    await run(process.execPath, [
      join(place.at.kokoroJs, 'speak.mjs'),
      model,
      next.ids.join(','),
      voice,
      String(speed),
      out,
    ]);
    const { logMel, level } = compare(await samplesIn(out), next.waveform);
    assert.ok(logMel <= SAME_SPECTRUM && Math.abs(level) <= SAME_LEVEL, `log-mel ${logMel} dB, level ${level} dB`);
  });
});

async function samplesIn(file: string): Promise<Float32Array> {
  return new Float32Array(new Uint8Array(await readFile(file)).buffer);
}
