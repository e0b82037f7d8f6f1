import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { WavWriter } from '../../src/speech/sinks/wav';
import { optimized, publishedModel, request, ROOT, startEngine } from './support/engine';

const run = promisify(execFile);

/** Both programs read these. They are our own, so that the evaluation sets stay unseen. */
const SENTENCES = [
  'The old lighthouse keeper climbed the stairs every evening to light the lamp.',
  'Fresh coffee and warm bread make a cold morning much easier to bear.',
  'She opened the letter slowly, read it twice, and put it back in the drawer.',
  'Our neighbours planted three apple trees behind the garden wall last spring.',
  'When the rain stopped, the children ran outside to jump in the puddles.',
  'A good manual tells you what to do when something goes wrong.',
  'The train to the coast leaves at seven and arrives shortly before noon.',
  'Nobody expected the small team to finish the bridge before winter.',
  'He forgot his umbrella, so he waited under the roof of the bus stop.',
  'Please close the window, because the noise from the street is too loud.',
];

const scorer = join(process.env['KOKORO_EVAL'] ?? join(ROOT, '..', 'shared', 'eval'), 'speech');

// The scorer is not part of this project. The test runs where the scorer is installed, which CI requires.
(existsSync(scorer) || process.env['CI'] ? describe : describeAbsent)('speech, transcribed', () => {
  let folder: string;
  let python: string;

  before(async function () {
    this.timeout(900_000); // sets up the speech recognizer once
    folder = await mkdtemp(join(tmpdir(), 'kokoro-speech-'));
    const { stdout } = await run(process.execPath, [join(ROOT, 'scripts', 'setup-speech.mjs')]);
    ({ python } = JSON.parse(stdout) as { python: string });
    const rows = SENTENCES.map((text, i) => JSON.stringify({ id: `s${i}`, text }));
    await writeFile(join(folder, 'list.jsonl'), rows.join('\n'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('is as intelligible as that of kokoro-onnx, without clicks, clipping or long silence', async () => {
    const voices = dirname(await speakAll(join(folder, 'ours')));
    const peer = join(ROOT, 'scripts', 'lib', 'peer_kokoro_onnx.py');
    const list = join(folder, 'list.jsonl');
    await run(python, [peer, await publishedModel(), voices, 'af_heart', list, join(folder, 'peer')]);
    const [ours, theirs] = [await wordErrorRate('ours'), await wordErrorRate('peer')];
    console.log(`      word error rate ${ours} %, kokoro-onnx ${theirs} %`);
    assert.ok(ours <= theirs + 3, `word error rate ${ours} %, kokoro-onnx ${theirs} %`);
    await run(python, [join(scorer, 'audiocheck.py'), 'check', join(folder, 'ours')]); // fails on any flag
  });

  /** Speaks all sentences into files. @returns the path of the voice pack */
  async function speakAll(out: string): Promise<string> {
    const { engine, speech } = startEngine({ optimizedModel: await optimized() });
    const { signal } = new AbortController();
    await mkdir(out);
    for (const [i, text] of SENTENCES.entries()) {
      const wav = await WavWriter.create(join(out, `s${i}.wav`));
      for await (const chunk of speech.speak(request(text), { signal })) await wav.write(new Float32Array(chunk.pcm));
      await wav.finish();
    }
    engine.dispose();
    const { pack } = await speech.files('af_heart', { signal });
    return pack as string;
  }

  async function wordErrorRate(which: string): Promise<number> {
    const args = [join(scorer, 'asr.py'), join(folder, 'list.jsonl'), '--dir', join(folder, which), '--quiet'];
    const { stdout } = await run(python, args);
    const rate = /WER ([\d.]+)%/.exec(stdout)?.[1];
    assert.ok(rate !== undefined, stdout);
    return Number(rate);
  }
});

function describeAbsent(title: string, _suite: () => void): void {
  console.log(`  ${title}: not judged, ${scorer} is not here (see CONTRIBUTING.md)`);
}
