import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isSound, speechBounds, trimAndPad } from '../../../src/engine/trimAndPad';
import { toPcm16, WavWriter } from '../../../src/speech/sinks/wav';

const RATE = 24_000;
const EDGES = { lead: 0.03, tail: 0.05, pause: 0 };

/** Silence, a tone, silence; lengths in seconds. */
function utterance(before: number, tone: number, after: number, amplitude: number): Float32Array {
  const audio = new Float32Array(Math.round((before + tone + after) * RATE));
  const from = Math.round(before * RATE);
  for (let i = 0; i < tone * RATE; i++) audio[from + i] = amplitude * Math.sin((2 * Math.PI * 200 * i) / RATE);
  return audio;
}

describe('trimAndPad', () => {
  it('cuts silence down to margins and adds the pause', () => {
    const padded = trimAndPad(utterance(0.4, 1, 0.5, 0.3), 1, { ...EDGES, pause: 0.25 });
    const seconds = padded.length / RATE;
    assert.ok(Math.abs(seconds - (1 + 0.03 + 0.05 + 0.25)) < 0.011, `${seconds} s`);
    assert.ok(padded.subarray(-0.25 * RATE).every((sample) => sample === 0));
  });

  it('applies the gain, and less where the result would clip', () => {
    const peak = (samples: Float32Array): number => samples.reduce((max, sample) => Math.max(max, Math.abs(sample)), 0);
    assert.ok(Math.abs(peak(trimAndPad(utterance(0.1, 1, 0.1, 0.6), 2 / 3, EDGES)) - 0.4) < 0.001);
    assert.ok(Math.abs(peak(trimAndPad(utterance(0.1, 1, 0.1, 0.9), 1.5, EDGES)) - 0.98) < 0.001);
  });

  it('fades both ends, even of speech that fills the whole utterance', () => {
    const padded = trimAndPad(utterance(0, 0.5, 0, 0.5), 1, EDGES);
    assert.equal(Math.abs(padded[0] ?? 1), 0);
    assert.equal(Math.abs(padded.at(-1) ?? 1), 0);
  });

  it('returns only the pause for silence, however short', () => {
    for (const length of [0, 1, 100, 24_000])
      assert.equal(trimAndPad(new Float32Array(length), 1, { ...EDGES, pause: 0.5 }).length, 12_000);
  });

  it("ignores the published model's broken tenth sample", () => {
    const audio = utterance(0.3, 0.5, 0.3, 0.4);
    audio[9] = 30;
    assert.ok(speechBounds(audio, 1).start > 0.25 * RATE);
    assert.ok(trimAndPad(audio, 1, EDGES).every((sample) => Math.abs(sample) <= 0.4001));
  });
});

describe('isSound', () => {
  it('rejects empty audio and samples that are not finite', () => {
    const audio = utterance(0.1, 0.1, 0.1, 0.3);
    assert.ok(isSound(audio));
    assert.ok(isSound(new Float32Array(1000)), 'silence');
    assert.ok(!isSound(new Float32Array(0)));
    for (const bad of [NaN, Infinity, -Infinity]) {
      const spoilt = Float32Array.from(audio);
      spoilt[2000] = bad;
      assert.ok(!isSound(spoilt), String(bad));
    }
    audio[3] = NaN;
    assert.ok(isSound(audio), 'the first samples are not used');
  });
});

describe('WavWriter', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'kokoro-wav-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('writes a mono 16-bit file at 24 kHz', async () => {
    const wav = await WavWriter.create(join(folder, 'a.wav'));
    await wav.write(Float32Array.of(0, 0.5, -0.5));
    await wav.write(Float32Array.of(1, -1, 2));
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.endsWith('.wav')),
      [],
    );
    await wav.finish();
    assert.deepEqual(await readdir(folder), ['a.wav']);
    const bytes = await readFile(join(folder, 'a.wav'));
    assert.equal(bytes.toString('latin1', 0, 4) + bytes.toString('latin1', 8, 16), 'RIFFWAVEfmt ');
    assert.equal(bytes.readUInt32LE(4), bytes.length - 8);
    assert.equal(bytes.readUInt32LE(24), RATE);
    assert.equal(bytes.readUInt32LE(40), 12);
    const samples = Array.from({ length: 6 }, (_, i) => bytes.readInt16LE(44 + 2 * i));
    assert.deepEqual(samples, [0, 16384, -16383, 32767, -32767, 32767]);
  });

  it('leaves nothing behind when abandoned', async () => {
    const wav = await WavWriter.create(join(folder, 'a.wav'));
    await wav.write(new Float32Array(1000));
    await wav.abandon();
    assert.deepEqual(await readdir(folder), []);
  });

  it('is written in another folder if there is one, where what killed processes have left is removed', async () => {
    const work = join(folder, 'work');
    await mkdir(work);
    await writeFile(join(work, 'dead.4194305.part'), '');
    const wav = await WavWriter.create(join(folder, 'a.wav'), work);
    await wav.write(Float32Array.of(0.5));
    assert.deepEqual(await readdir(folder), ['work'], 'nothing is seen beside the target');
    assert.equal((await readdir(work)).length, 1);
    await wav.finish();
    assert.deepEqual((await readdir(folder)).sort(), ['a.wav', 'work']);
    assert.deepEqual(await readdir(work), []);
    const other = await WavWriter.create(join(folder, 'b.wav'), work);
    await other.abandon();
    assert.deepEqual(await readdir(work), []);
    await assert.rejects(WavWriter.create(join(folder, 'none', 'a.wav'), work), { code: 'output-not-writable' });
  });

  const MEMORY = '/dev/shm';
  if (existsSync(MEMORY))
    it('can be moved to another volume', async () => {
      const elsewhere = await mkdtemp(join(MEMORY, 'kokoro-wav-'));
      try {
        const wav = await WavWriter.create(join(folder, 'a.wav'), elsewhere);
        await wav.write(Float32Array.of(0.5));
        await wav.finish();
        assert.deepEqual([await readdir(folder), await readdir(elsewhere)], [['a.wav'], []]);
      } finally {
        await rm(elsewhere, { recursive: true });
      }
    });

  it('removes what a killed process has left of the same file, and nothing else', async () => {
    const path = join(folder, 'a.wav');
    const script = `require('fs').writeFileSync(process.argv[1] + '.' + process.pid + '.part', ''); process.kill(process.pid, 'SIGKILL')`;
    assert.equal(spawnSync(process.execPath, ['-e', script, path]).signal, 'SIGKILL');
    const [left = ''] = await readdir(folder);
    assert.match(left, /^a\.wav\.\d+\.part$/);
    const others = [`a.wav.${process.ppid}.part`, left.replace('a.wav', 'b.wav'), 'a.wav.part', 'a.wav.1x.part'];
    for (const name of others) await writeFile(join(folder, name), '');
    const wav = await WavWriter.create(path);
    assert.deepEqual((await readdir(folder)).sort(), [...others, `a.wav.${process.pid}.part`].sort());
    await wav.finish();
    assert.deepEqual((await readdir(folder)).sort(), [...others, 'a.wav'].sort());
  });

  it('reports a file that cannot be written', async () => {
    await assert.rejects(WavWriter.create(join(folder, 'no', 'a.wav')), { code: 'output-not-writable' });
  });

  it('clips samples out of range', () => {
    assert.deepEqual([...new Int16Array(new Uint8Array(toPcm16(Float32Array.of(5, -5))).buffer)], [32767, -32767]);
  });
});
