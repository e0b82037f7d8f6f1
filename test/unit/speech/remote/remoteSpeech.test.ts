import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { ErrorCode } from '../../../../src/common/errors';
import { silentLogger } from '../../../../src/common/log';
import { languages } from '../../../../src/engine/languages';
import { scriptFrom } from '../../../../src/engine/script';
import { secondsOf, type SpeechChunk } from '../../../../src/kokoro/speechChunk';
import { RemoteSpeech } from '../../../../src/speech/remote/remoteSpeech';
import { toPcm16 } from '../../../../src/speech/sinks/wav';
import type { SpeechRequest } from '../../../../src/speech/speech';
import {
  type Received,
  sendError,
  sendPcm,
  SpeechServer,
  syllables,
  wavOfUnknownLength,
} from '../../../support/speechServer';
import { coded } from '../../exporter/checkpoint/files';

const FOX = 'The quick brown fox jumps over the lazy dog near the river bank.';
const SECOND = 'A second sentence follows it in the same paragraph, and it is longer.';
const TEXT = `# Notes about foxes and dogs\n\n**${FOX}** ${SECOND}\n`;
const KEY = 'sk-secret';

const REQUEST: SpeechRequest = {
  ...{ text: TEXT, voice: 'af_heart', format: 'markdown', codeBlocks: 'announce' },
  ...{ emoji: 'read', speed: 1, from: 0 },
};

type Handler = (request: Received, response: ServerResponse, count: number) => Promise<void> | void;

describe('RemoteSpeech', () => {
  let server: SpeechServer;
  let answer: Handler;
  /** What the local engine was asked to speak. */
  let local: SpeechRequest[];

  beforeEach(async () => {
    local = [];
    server = await SpeechServer.start(() => (request, response, count) => {
      if (request.path !== '/v1/audio/speech') return void response.writeHead(404).end('Not Found');
      return answer(request, response, count);
    });
  });
  afterEach(() => server.close());

  function remote({ fallback = true, voice = '', key = KEY } = {}): RemoteSpeech {
    const engine = {
      script: (request: Parameters<typeof scriptFrom>[0]) => scriptFrom(request, (code) => languages.load(code)),
    };
    const settings = () => ({ url: `${server.url}/v1/`, model: 'kokoro', voice, fallback });
    return new RemoteSpeech(engine, () => ({}), { settings, key: () => Promise.resolve(key) }, silentLogger);
  }

  async function read(
    speech: RemoteSpeech,
    request: Partial<SpeechRequest> = {},
    signal = new AbortController().signal,
  ): Promise<SpeechChunk[]> {
    const chunks: SpeechChunk[] = [];
    // eslint-disable-next-line @typescript-eslint/require-await -- the local engine's chunks come one by one, too
    const speakLocally = async function* (asked: SpeechRequest): AsyncGenerator<SpeechChunk, void, void> {
      local.push(asked);
      yield* [];
    };
    for await (const chunk of speech.speak({ ...REQUEST, ...request }, { signal }, speakLocally)) chunks.push(chunk);
    return chunks;
  }

  it('asks for sentence after sentence, and maps their sound to the document', async () => {
    answer = (_, response) => sendPcm(response, 2);
    const chunks = await read(remote());
    const asked = server.requests.filter(({ path }) => path === '/v1/audio/speech');
    assert.deepEqual(
      asked.map(({ body }) => body),
      ['Notes about foxes and dogs', FOX, SECOND].map((input) => ({
        ...{ model: 'kokoro', input, voice: 'af_heart', speed: 1, response_format: 'pcm' },
      })),
    );
    assert.ok(asked.every(({ authorization }) => authorization === `Bearer ${KEY}`));
    const [heading, fox] = chunks.filter(({ endsSentence }) => endsSentence);
    assert.ok(heading && fox);
    assert.ok(heading.endsBlock && !fox.endsBlock);
    assert.equal(TEXT.slice(fox.sentenceSource.start, fox.sentenceSource.end), FOX);
    const seconds = chunks
      .filter(({ sentenceSource }) => sentenceSource.end === heading.sentenceSource.end)
      .reduce((sum, chunk) => sum + secondsOf(chunk), 0);
    assert.ok(Math.abs(seconds - 2.6) < 0.1, String(seconds)); // the heading's pause is 0.6 s
    const words = chunks.flatMap(({ words = [] }) => words.map(({ source }) => TEXT.slice(source.start, source.end)));
    assert.deepEqual(words, `Notes about foxes and dogs ${FOX} ${SECOND}`.match(/\w+/g));
    for (const chunk of chunks) {
      let last = 0;
      for (const { start, end } of chunk.words ?? []) {
        assert.ok(start >= last && end >= start && end <= secondsOf(chunk), JSON.stringify(chunk.words));
        last = end;
      }
    }
  });

  it('is heard before the answer is complete', async () => {
    let hear = (): void => undefined;
    const heard = new Promise<void>((resolve) => (hear = resolve));
    answer = async (_, response) => {
      const pcm = toPcm16(syllables(6));
      response.writeHead(200, { 'content-type': 'audio/pcm' });
      // Every border is in the middle of a sample.
      for (let at = 0; at < pcm.length / 2; at += 9999)
        response.write(pcm.subarray(at, Math.min(at + 9999, pcm.length / 2)));
      await heard;
      response.end(pcm.subarray(pcm.length / 2));
    };
    const chunks: SpeechChunk[] = [];
    const signal = new AbortController().signal;
    for await (const chunk of remote().speak({ ...REQUEST, text: FOX }, { signal }, () => assert.fail())) {
      chunks.push(chunk);
      hear();
    }
    const [first, ...rest] = chunks;
    assert.ok(first && rest.length > 0 && !first.endsSentence);
    const whole = chunks.flatMap(({ pcm }) => [...new Float32Array(pcm)]);
    const lead = whole.findIndex((sample, i) => i > 300 && Math.abs(sample) > 0.1);
    const sent = syllables(6);
    const shift = sent.findIndex((sample, i) => i > 300 && Math.abs(sample) > 0.1) - lead;
    for (let i = 1000; i < 5 * 24_000; i++)
      assert.ok(Math.abs((whole[i] ?? 0) - (sent[i + shift] ?? 0)) < 0.001, `sample ${i}`);
    assert.deepEqual(
      chunks.flatMap(({ words = [] }) => words.map(({ source }) => FOX.slice(source.start, source.end))),
      FOX.match(/\w+/g),
    );
  });

  for (const [name, send] of Object.entries({
    'WAV of unknown length': (response: ServerResponse) =>
      response.writeHead(200, { 'content-type': 'audio/wav' }).end(wavOfUnknownLength(2)),
    'PCM at another rate': (response: ServerResponse) =>
      response.writeHead(200, { 'content-type': 'audio/pcm; rate=48000' }).end(toPcm16(syllables(2, 48_000))),
  }))
    it(`plays ${name}`, async () => {
      answer = (_, response) => void send(response);
      const chunks = await read(remote(), { text: FOX });
      const seconds = chunks.reduce((sum, chunk) => sum + secondsOf(chunk), 0);
      assert.ok(Math.abs(seconds - 2.5) < 0.2, String(seconds));
      const samples = chunks.flatMap(({ pcm }) => [...new Float32Array(pcm)]);
      assert.ok(Math.abs(Math.max(...samples) - 0.5) < 0.02);
      assert.ok(Math.abs(cycles(samples) - cycles([...syllables(2)])) < 10, String(cycles(samples)));
    });

  it('asks for WAV if the server refuses PCM', async () => {
    answer = ({ body }, response) =>
      body['response_format'] === 'pcm'
        ? sendError(response, 400, { message: "response_format must be 'mp3' or 'wav'" })
        : void response.writeHead(200, { 'content-type': 'audio/wav' }).end(wavOfUnknownLength(2));
    const chunks = await read(remote());
    assert.ok(chunks.length >= 3);
    const formats = server.requests.flatMap(({ body }) => body['response_format'] ?? []);
    assert.deepEqual(formats, ['pcm', 'pcm', 'wav', 'wav', 'wav']); // the first is for captions
  });

  const permanent: [what: string, send: (response: ServerResponse) => void, code: ErrorCode, message: RegExp][] = [
    ['MP3', (response) => void response.end(Buffer.from('ID3\x04\0\0\0\0\0\x23TSSE')), 'server-unusable', /sends MP3/],
    ['a page', (response) => void response.end('<!doctype html><html>'), 'server-unusable', /sends text/],
    ['401', (response) => sendError(response, 401, { message: `Wrong key ${KEY}` }), 'server-refused', /another key/],
    ['404', (response) => sendError(response, 404, { message: 'no such model' }), 'server-unusable', /no such model/],
    [
      'an unknown voice',
      (response) => sendError(response, 400, { message: 'nobody', param: 'voice' }),
      'voice-unknown',
      /nobody/,
    ],
    ['a long text', (response) => sendError(response, 400, { message: `no ${KEY}` }), 'request-invalid', /400: no …$/],
    [
      'a redirect',
      (response) => void response.writeHead(307, { location: '/' }).end(),
      'server-unusable',
      /status 307/,
    ],
  ];
  for (const [what, send, code, message] of permanent)
    it(`reports ${what} as ${code}, once`, async () => {
      answer = (_, response) => send(response);
      await assert.rejects(read(remote()), (error: Error) => {
        assert.match(error.message, message);
        assert.ok(!error.message.includes(KEY));
        return coded(code)(error);
      });
      assert.equal(server.requests.filter(({ path }) => path === '/v1/audio/speech').length, 1);
      assert.deepEqual(local, []);
    });

  it('goes on locally from the word at which the server broke off, and says so once', async () => {
    answer = async (_, response, count) => {
      if (count === 1) {
        sendPcm(response, 2);
        return;
      }
      response.writeHead(200, { 'content-type': 'audio/pcm' }).write(toPcm16(syllables(2.5)));
      await delay(50);
      response.destroy();
    };
    const speech = remote();
    const told: string[] = [];
    speech.onFallback(({ code }) => told.push(code));
    const chunks = await read(speech);
    const [asked] = local;
    const last = chunks.at(-1);
    assert.ok(asked && last && !last.endsSentence);
    assert.equal(asked.from, last.source.end);
    const [start, end] = [TEXT.indexOf(FOX), TEXT.indexOf(FOX) + FOX.length];
    assert.ok(asked.from > start + 10 && asked.from < end, TEXT.slice(asked.from));
    assert.match(TEXT.slice(asked.from - 1, asked.from + 1), /\w\W/, 'after a word');
    assert.deepEqual(told, ['server-failed']);
    await read(speech); // the server rests
    assert.equal(server.requests.filter(({ path }) => path === '/v1/audio/speech').length, 2);
    assert.deepEqual(
      local.map(({ from }) => from),
      [asked.from, 0],
    );
    assert.deepEqual(told, ['server-failed']);
  });

  it('fails where it is not to go on locally', async () => {
    answer = (_, response) => sendError(response, 429, { message: 'busy' }, { 'retry-after': '60' });
    await assert.rejects(read(remote({ fallback: false })), coded('server-busy'));
    assert.deepEqual(local, []);
  });

  it('ends a request as soon as it is cancelled', async () => {
    answer = (_, response) =>
      void response.writeHead(200, { 'content-type': 'audio/pcm' }).write(toPcm16(syllables(3)));
    const abort = new AbortController();
    const reading = remote().speak(REQUEST, { signal: abort.signal }, () => assert.fail());
    await reading.next();
    const pull = reading.next();
    abort.abort();
    await assert.rejects(pull, { name: 'AbortError' });
    while (server.left === 0) await delay(5);
  });

  it('sends words as the user wants them said, in phonemes to a server of Kokoro', async () => {
    const pronunciations = [
      [
        { word: 'fox', say: 'box' },
        { word: 'dog', phonemes: 'dˈɔɡ' },
      ],
    ];
    answer = (_, response) => sendPcm(response, 1);
    await read(remote(), { text: FOX, format: 'plain', pronunciations });
    const sent = server.requests.map(({ path, body }) => [path, body['input']]);
    const said = FOX.replace('fox', 'box');
    assert.deepEqual(sent, [
      ['/dev/captioned_speech', said.replace('dog', '[dog](/dˈɔɡ/)')],
      ['/v1/audio/speech', said],
    ]);
  });

  it('uses the voice for the server, and else the voices of the parts of the document', async () => {
    answer = (_, response) => sendPcm(response, 1);
    await read(remote({ voice: 'nova' }), { voicesFor: { headings: 'bf_emma' } });
    await read(remote(), { voice: 'af_heart*0.6+af_bella*0.4', voicesFor: { headings: 'bf_emma' } });
    const voices = server.requests.filter(({ path }) => path === '/v1/audio/speech').map(({ body }) => body['voice']);
    assert.deepEqual(voices, [
      'nova',
      'nova',
      'nova',
      'bf_emma',
      ...Array<string>(2).fill('af_heart(0.6)+af_bella(0.4)'),
    ]);
    await assert.rejects(read(remote(), { voice: { pack: '/own.bin' } }), coded('voice-unknown'));
  });
});

/** Counts the cycles of a tone where it is loud. */
function cycles(samples: readonly number[]): number {
  const loud = samples.filter((sample) => Math.abs(sample) > 0.01);
  return loud.filter((sample, i) => sample > 0 && (loud[i - 1] ?? 0) < 0).length;
}
