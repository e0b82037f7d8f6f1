import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { text as readAll } from 'node:stream/consumers';
import OpenAI from 'openai';
import { exitOf, type Result, runCli, startCli } from './support/cli';

const KEY = 'a secret of this test';
const TEXT = 'Hello there, this is a test.';
const SAMPLES_PER_SECOND = 24_000;

interface Captions {
  audio: string;
  timestamps: { word: string; start_time: number; end_time: number }[];
}

describe('kokoro serve', () => {
  let server: ChildProcess;
  let url: string;
  let openai: OpenAI;
  let messages: Promise<string>;

  before(async () => {
    const args = ['serve', '--port', '0', '--engines', '1', '--queue', '1', '--max-characters', '2000'];
    const child = startCli(tmpdir(), args, { KOKORO_API_KEY: `another, ${KEY}` });
    server = child;
    messages = readAll(child.stderr);
    [url] = (await once(createInterface(child.stdout), 'line')) as [string];
    openai = new OpenAI({ baseURL: `${url}/v1`, apiKey: KEY, maxRetries: 0 });
  });
  after(() => server.kill('SIGKILL'));

  const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}`, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it("speaks to OpenAI's client", async () => {
    const speech = await openai.audio.speech.create({
      ...{ model: 'tts-1', voice: 'nova', input: TEXT, response_format: 'wav' },
    });
    assert.equal(speech.headers.get('content-type'), 'audio/wav');
    const wav = Buffer.from(await speech.arrayBuffer());
    assert.equal(wav.toString('latin1', 0, 4) + wav.toString('latin1', 8, 12), 'RIFFWAVE');
    const fast = await openai.audio.speech.create({
      ...{ model: 'kokoro', voice: 'af_nova', input: TEXT, response_format: 'pcm', speed: 2 },
    });
    const ratio = (wav.length - 44) / (await fast.arrayBuffer()).byteLength;
    assert.ok(ratio > 1.9 && ratio < 2.1, String(ratio));
    assert.ok(peak(wav.subarray(44)) > 0.1);
  });

  const beginnings = { mp3: /^\xff[\xf2\xf3]/, opus: /^OggS[^]*OpusHead/, aac: /^\xff[\xf1\xf9]/, flac: /^fLaC/ };
  for (const [format, beginning] of Object.entries(beginnings))
    it(`sends ${format}`, async () => {
      const speech = await post('/v1/audio/speech', { input: TEXT, response_format: format });
      assert.equal(speech.status, 200);
      const bytes = Buffer.from(await speech.arrayBuffer());
      assert.match(bytes.toString('latin1', 0, 64), beginning);
      assert.ok(bytes.length > 5000, String(bytes.length));
    });

  it('streams audio as events', async () => {
    const response = await post('/v1/audio/speech', { input: TEXT, response_format: 'pcm', stream_format: 'sse' });
    assert.equal(response.headers.get('content-type'), 'text/event-stream');
    const events = (await response.text()).trim().split('\n\n');
    const data = events.map(
      (event) => JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? '') as { type: string; audio?: string },
    );
    assert.equal(data.at(-1)?.type, 'speech.audio.done');
    const audio = Buffer.concat(data.map(({ audio = '' }) => Buffer.from(audio, 'base64')));
    assert.ok(audio.length / 2 / SAMPLES_PER_SECOND > 1 && peak(audio) > 0.1);
  });

  it('tells when each word is spoken, at once or in lines', async () => {
    const body = { input: `${TEXT} It has two parts.\n\nThis is the second.`, response_format: 'pcm' };
    const whole = (await (await post('/dev/captioned_speech', { ...body, stream: false })).json()) as Captions;
    const lines = (await (await post('/dev/captioned_speech', body)).text()).trim().split('\n');
    assert.ok(lines.length > 1);
    const parts = lines.map((line) => JSON.parse(line) as Captions);
    for (const [i, { word, start_time }] of parts.flatMap(({ timestamps }) => timestamps).entries()) {
      assert.equal(word, whole.timestamps[i]?.word);
      assert.ok(Math.abs(start_time - (whole.timestamps[i]?.start_time ?? 0)) < 0.05); // its noise is random
    }
    assert.deepEqual(
      whole.timestamps.map(({ word }) => word),
      ['Hello', 'there', 'this', 'is', 'a', 'test', 'It', 'has', 'two', 'parts', 'This', 'is', 'the', 'second'],
    );
    const seconds = Buffer.from(whole.audio, 'base64').length / 2 / SAMPLES_PER_SECOND;
    let last = 0;
    for (const { start_time, end_time } of whole.timestamps) {
      assert.ok(start_time >= last && end_time > start_time && end_time <= seconds);
      last = start_time;
    }
  });

  it('lists voices and models, and gives phonemes', async () => {
    const get = async (path: string): Promise<unknown> =>
      (await fetch(url + path, { headers: { authorization: `Bearer ${KEY}` } })).json();
    const { voices } = (await get('/v1/audio/voices')) as { voices: { id: string; language: string }[] };
    assert.equal(voices.find(({ id }) => id === 'jf_alpha')?.language, 'ja');
    assert.deepEqual(
      (await openai.models.list()).data.map(({ id }) => id),
      ['kokoro', 'tts-1', 'tts-1-hd'],
    );
    const phonemes = await (await post('/dev/phonemize', { text: '2 cats', language: 'a' })).json();
    assert.deepEqual(phonemes, { phonemes: 'tˈu kˈæts' });
  });

  it('explains what is wrong with a request', async () => {
    const refused: [body: unknown, status: number, code: string, headers?: Record<string, string>][] = [
      ['{', 400, 'request-invalid'],
      [{ input: TEXT, voice: 'nobody' }, 400, 'voice-unknown'],
      [{ input: '?!' }, 400, 'nothing-to-read'],
      [{ input: 'x'.repeat(2001) }, 400, 'request-invalid'],
      [{ input: 'x'.repeat(50_000) }, 413, 'request-invalid'],
      [{ input: TEXT }, 401, 'unauthorized', { authorization: 'Bearer guess' }],
      [{ input: TEXT }, 400, 'request-invalid', { 'content-type': 'text/plain' }],
    ];
    for (const [body, status, code, headers] of refused) {
      const response = await post('/v1/audio/speech', body, headers);
      const { error } = (await response.json()) as { error: { code: string; message: string } };
      assert.deepEqual([response.status, error.code], [status, code], error.message);
    }
    await assert.rejects(
      openai.audio.speech.create({ model: 'tts-1', voice: 'nobody', input: TEXT }),
      OpenAI.BadRequestError,
    );
  });

  it('turns requests away when too many wait, and drops those of clients that have gone', async () => {
    const abort = new AbortController();
    const long = { model: 'tts-1', voice: 'nova', input: 'This sentence is one of many. '.repeat(60) };
    // Four are spoken at once, one waits, and the sixth is too many.
    const requests = Array.from({ length: 5 }, () => openai.audio.speech.create(long, { signal: abort.signal }));
    const outcomes = Promise.allSettled(requests);
    const count = async (what: 'running' | 'waiting'): Promise<unknown> =>
      ((await (await fetch(`${url}/health`)).json()) as Record<string, unknown>)[what];
    while ((await count('waiting')) !== 1) await setTimeout(20);
    const busy = await post('/v1/audio/speech', { input: TEXT });
    assert.equal(busy.status, 429);
    assert.match(busy.headers.get('retry-after') ?? '', /^[1-9]\d*$/);
    abort.abort();
    await outcomes;
    while ((await count('running')) !== 0) await setTimeout(20);
    const { status } = await post('/v1/audio/speech', { input: TEXT });
    assert.equal(status, 200);
  });

  it('counts what it did', async () => {
    const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${KEY}` } });
    const metrics = await response.text();
    assert.match(metrics, /^kokoro_requests_total\{code="ok"\} 1\d$/m);
    assert.match(metrics, /^kokoro_requests_total\{code="server-busy"\} 1$/m);
    assert.match(metrics, /^kokoro_time_to_first_audio_seconds_count [1-9]/m);
    assert.match(metrics, /^kokoro_real_time_factor_count 1\d$/m);
    assert.match(metrics, /^kokoro_requests_running 0$/m);
  });

  it('speaks for `kokoro speak --server`, which maps the words to the document', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kokoro-remote-'));
    const text = `# Notes\n\n**Hello** there, this is a \`test\` of 3.50 dollars.\n\nIt has *two* parts.\n`;
    writeFileSync(join(folder, 'notes.md'), text);
    const speak = (key: string, ...args: string[]): Promise<Result> =>
      runCli(folder, ['speak', 'notes.md', '--server', `${url}/v1`, '--timings', 'times.json', ...args], '', {
        KOKORO_SERVER_KEY: key,
      });
    const { code, stderr } = await speak(KEY);
    assert.equal(code, 0, stderr);
    assert.doesNotMatch(stderr, /This machine goes on/);
    const wav = readFileSync(join(folder, 'notes.wav')).subarray(44);
    assert.ok(peak(wav) > 0.1);
    const { words } = JSON.parse(readFileSync(join(folder, 'times.json'), 'utf8')) as {
      words: { text: string; start: number; end: number }[];
    };
    assert.deepEqual(
      words.map((word) => word.text),
      ['Notes', 'Hello', 'there', 'this', 'is', 'a', 'test', 'of', '3.50', 'dollars', 'It', 'has', 'two', 'parts'],
    );
    for (const [i, { text, start, end }] of words.entries())
      assert.ok(end - start > 0.02 && start >= (words[i - 1]?.end ?? 0) && end < wav.length / 48_000, text);
    const [refused, unknown] = await Promise.all([speak('guess'), speak(KEY, '--server-voice', 'nobody')]);
    assert.match(refused.stderr, /accepts another key/);
    assert.match(unknown.stderr, /does not have the voice/);
    assert.deepEqual([refused.code, unknown.code], [1, 1]);
    rmSync(folder, { recursive: true });
  });

  it('finishes what it speaks before it stops', async () => {
    const speech = await post('/v1/audio/speech', { input: `${TEXT}\n\n`.repeat(3), response_format: 'pcm' });
    server.kill('SIGTERM');
    assert.ok(peak(Buffer.from(await speech.arrayBuffer())) > 0.1);
    assert.equal(await exitOf(server), 0);
    assert.match(await messages, /^Stopping/);
  });

  it('starts neither on a used port nor, without a key, for other machines', async () => {
    const unsafe = await runCli(tmpdir(), ['serve', '--host', '0.0.0.0'], '', { KOKORO_API_KEY: '' });
    assert.equal(unsafe.code, 1);
    assert.match(unsafe.stderr, /Set KOKORO_API_KEY/);
  });
});

/** The greatest sample of 16-bit PCM, 0–1. */
function peak(pcm: Buffer): number {
  let greatest = 0;
  for (let at = 0; at + 1 < pcm.length; at += 2) greatest = Math.max(greatest, Math.abs(pcm.readInt16LE(at)));
  return greatest / 32768;
}
