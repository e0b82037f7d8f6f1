// Checks a bundle of the published model with the tools of phones: `npm run check:mobile`. It needs Java and Python,
// fetches a Kotlin compiler, and takes about a minute; KOKORO_MOBILE_BUNDLE names a bundle to check instead of a new one.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { mobileTools } from '../../scripts/lib/mobileTools.mjs';
import { createSession, loadRuntime, type Session } from '../../src/common/runtime';
import { nodeHost } from '../../src/engine/languages';
import { type Margins, trimAndPad } from '../../src/engine/trimAndPad';
import type { MobileManifest } from '../../src/exporter/mobile/manifest';
import { toIds, VOCABULARY } from '../../src/kokoro/vocabulary';
import { VoicePack } from '../../src/kokoro/voicePack';
import { LanguageLoader } from '../../src/language/loader';
import { type Utterance, utterancesOf } from '../../src/mobile/utterances';
import { BareEngine } from '../support/bareEngine';
import { runNetwork } from '../support/bareFrontEnd';
import { runCli } from '../integration/support/cli';
import { ROOT } from '../integration/support/engine';

const run = promisify(execFile);
const ANDROID = join('android', 'app', 'src', 'main', 'java');
const VOICE = 'bf_emma';
const TEXT = `Hello! Zorblaxian phones speak without a network. The first words are heard long before the whole text is done,
because a short clause comes first.

A second paragraph costs £3.50.`;
const MAX_MODEL_BYTES = 109_000_000;

describe('a mobile bundle of the published model', () => {
  const tools = mobileTools();
  let folder: string;
  let bundle: string;
  let manifest: MobileManifest;
  const inApp = (name: string): string => join(bundle, 'kokoro', name);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kokoro-mobile-'));
    bundle = process.env['KOKORO_MOBILE_BUNDLE'] ?? join(folder, 'bundle');
    if (process.env['KOKORO_MOBILE_BUNDLE'] === undefined) {
      const args = ['export-mobile', '--out', bundle, '--voices', `af_heart,${VOICE}`];
      const { code, stderr } = await runCli(folder, args);
      assert.equal(code, 0, stderr);
    }
    manifest = JSON.parse(await readFile(inApp('manifest.json'), 'utf8')) as MobileManifest;
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('has a model of at most 109 MB', async () => {
    assert.ok((await stat(inApp(manifest.model.file))).size <= MAX_MODEL_BYTES);
  });

  for (const format of ['onnx', 'ort']) {
    it(`speaks by the calls of its manifest, in the ONNX Runtime of the sample apps: ${format}`, async () => {
      const ids = toIds('həlˈO, wˈɜɹld!').join(',');
      const model = format === 'onnx' ? inApp(manifest.model.file) : join(bundle, 'model.ort');
      const replay = join(ROOT, 'scripts', 'lib', 'mobile_replay.py');
      const { stdout } = await run(tools.python, [replay, join(bundle, 'kokoro'), VOICE, ids, model]);
      const found = JSON.parse(stdout) as Record<'samples' | 'fastSamples' | 'frames' | 'rms' | 'operators', number>;
      assert.equal(found.samples, found.frames * manifest.audio.frameSamples);
      assert.ok(found.samples > 24_000 && found.fastSamples < 0.7 * found.samples, stdout);
      assert.ok(found.rms > 0.01 && found.rms < 0.3, stdout);
      assert.ok(found.operators > 40, stdout);
    });
  }

  it('has Swift that parses', async () => {
    const files = ['Package.swift', 'App/KokoroSampleApp.swift'];
    for (const name of ['FrontEnd', 'Kokoro', 'Manifest', 'OrtModel', 'Trim'])
      files.push(`Sources/KokoroSpeech/${name}.swift`);
    const script = join(ROOT, 'scripts', 'lib', 'swift_errors.py');
    const paths = files.map((file) => join(bundle, 'ios', file));
    assert.deepEqual(JSON.parse((await run(tools.python, [script, ...paths])).stdout), []);
  });

  it('has Kotlin that compiles without a warning against stubs of Android, and speaks on a Java machine', async () => {
    const classes = join(folder, 'classes');
    const sources = [join(bundle, ANDROID), join(ROOT, 'test', 'mobile', 'stubs'), join(ROOT, 'test', 'mobile', 'jvm')];
    const compiler = ['kotlin-compiler', 'kotlin-stdlib', 'kotlin-script-runtime', 'kotlinx-coroutines-core-jvm']; // prettier-ignore
    const jars = compiler.map((name) => join(tools.kotlin, 'lib', `${name}.jar`));
    await run(tools.java, [
      ...['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-cp', jars.join(':')],
      ...['org.jetbrains.kotlin.cli.jvm.K2JVMCompiler', '-kotlin-home', tools.kotlin, '-no-reflect', '-Werror'],
      ...['-jvm-target', '17', '-cp', tools.json, '-d', classes, ...sources],
    ]);
    const path = [classes, tools.json, join(tools.kotlin, 'lib', 'kotlin-stdlib.jar')].join(':');
    const phone = await Phone.create(inApp, manifest);
    await phone.speak(tools.java, ['-cp', path, 'org.kokoro.check.CheckKt', join(bundle, 'kokoro'), VOICE, TEXT]);
    const expected = await expectedUtterances(phone);
    assert.deepEqual(
      phone.heard.map(({ ids, start, end }) => ({ ids, start, end })),
      expected.map(({ ids, start, end }) => ({ ids, start, end })),
    );
    const bytes = await readFile(inApp(manifest.voices.file));
    const { offset } = manifest.voices.list.find(({ name }) => name === VOICE) ?? assert.fail();
    const pack = new VoicePack(new Float32Array(new Uint8Array(bytes).buffer, offset, manifest.voices.packBytes / 4));
    let joined = false;
    for (const [i, { phonemes, pause }] of expected.entries()) {
      const heard = phone.heard[i] ?? assert.fail();
      assert.deepEqual(heard.style, pack.style(phonemes.length));
      const margins: Margins = { lead: joined ? 0.01 : 0.03, tail: pause === 0 ? 0.005 : 0.05, pause };
      const trimmed = trimAndPad(heard.audio, 1, margins);
      assert.deepEqual(heard.samples, trimmed);
      joined = pause === 0;
    }
    assert.ok(expected.length >= 4 && (expected[0]?.phonemes.length ?? 99) < 40);
  });

  /** The utterances that the product makes of the text when they sound as long as on the phone. */
  async function expectedUtterances(phone: Phone): Promise<Utterance[]> {
    const utterances = utterancesOf(TEXT, await new LanguageLoader(nodeHost()).load('en-gb'), VOCABULARY);
    const all: Utterance[] = [];
    for (let seconds = 0; ;) {
      const next = await utterances.next(seconds);
      if (next.done === true) return all;
      all.push(next.value);
      seconds = (phone.heard[all.length - 1]?.samples.length ?? 0) / manifest.audio.sampleRate;
    }
  }
});

/** What the sample was given and played for an utterance. */
interface Heard {
  ids: number[];
  style: Float32Array;
  audio: Float32Array;
  samples: Float32Array;
  start: number;
  end: number;
}

/** The parts of a phone that the sample's code needs: a JavaScript engine, ONNX Runtime and a loudspeaker. */
class Phone {
  readonly heard: Heard[] = [];
  readonly #engine: BareEngine;
  readonly #session: Session;
  readonly #manifest: MobileManifest;
  #last: Pick<Heard, 'ids' | 'style' | 'audio'> | undefined;

  private constructor(engine: BareEngine, session: Session, manifest: MobileManifest) {
    [this.#engine, this.#session, this.#manifest] = [engine, session, manifest];
  }

  static async create(inApp: (name: string) => string, manifest: MobileManifest): Promise<Phone> {
    return new Phone(await BareEngine.create(), await createSession(inApp(manifest.model.file)), manifest);
  }

  /** Runs the sample's code, which calls back line by line, to its end. */
  async speak(java: string, args: readonly string[]): Promise<void> {
    const child = spawn(java, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    for await (const line of createInterface({ input: child.stdout })) {
      const { call, values } = JSON.parse(line) as { call: string; values: unknown[] };
      child.stdin.write(`${JSON.stringify([await this.#answer(call, values)])}\n`);
    }
    assert.equal(await ended, 0);
  }

  async #answer(call: string, values: unknown[]): Promise<string> {
    if (call === 'evaluate') return this.#engine.evaluate(String(values[0]));
    if (call === 'provideData') this.#engine.provideData(Buffer.from(String(values[0]), 'base64'));
    if (call === 'network') {
      const name = String(values[0]).replace('data/', '');
      return base64(await runNetwork(nodeHost(), name, values[1] as Parameters<typeof runNetwork>[2]));
    }
    if (call === 'model') return base64(await this.#run(values[0] as number[], floats(values[1]), Number(values[2])));
    if (call === 'play') {
      assert.ok(this.#last);
      this.heard.push({
        ...this.#last,
        ...{ samples: floats(values[0]), start: Number(values[1]), end: Number(values[2]) },
      });
    }
    return '';
  }

  async #run(ids: number[], style: Float32Array, speed: number): Promise<Float32Array> {
    const { Tensor } = await loadRuntime();
    const { inputs, outputs } = this.#manifest.model;
    const result = await this.#session.run({
      [inputs.ids.name]: new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]),
      [inputs.style.name]: new Tensor('float32', style, [1, style.length]),
      [inputs.speed.name]: new Tensor('float32', [speed], inputs.speed.shape as number[]),
    });
    const audio = result[outputs.audio.name]?.data as Float32Array;
    this.#last = { ids, style, audio };
    return audio;
  }
}

function base64(values: Float32Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
}

function floats(value: unknown): Float32Array {
  return new Float32Array(new Uint8Array(Buffer.from(String(value), 'base64')).buffer);
}
