import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { silentLogger } from '../../../../src/common/log';
import type { CaptionedPart } from '../../../../src/speech/remote/captions';
import { Endpoint, serverAddress } from '../../../../src/speech/remote/endpoint';
import { toPcm16, wavHeader } from '../../../../src/speech/sinks/wav';
import { type Received, sendError, sendPcm, SpeechServer, syllables } from '../../../support/speechServer';
import { coded } from '../../exporter/checkpoint/files';

const HELLO = { text: () => 'Hello.', voice: 'af_heart', language: 'en-us', speed: 1 } as const;

describe('Endpoint', () => {
  let server: SpeechServer;
  let answer: (request: Received, response: ServerResponse) => Promise<void> | void;

  beforeEach(async () => {
    server = await SpeechServer.start(() => answer);
  });
  afterEach(() => server.close());

  const log: string[] = [];
  const endpoint = (patience: { first?: number; idle?: number }): Endpoint => {
    const debug = (message: string): number => log.push(message);
    const access = { address: server.url, model: 'kokoro', key: undefined };
    return new Endpoint(access, { ...silentLogger, debug }, { first: 10_000, idle: 10_000, backOff: 1, ...patience });
  };
  async function speak(patience: { first?: number; idle?: number } = {}): Promise<CaptionedPart[]> {
    const parts: CaptionedPart[] = [];
    for await (const part of endpoint(patience).speak(HELLO, new AbortController().signal)) parts.push(part);
    return parts;
  }
  const asked = (path: string): number => server.requests.filter((request) => request.path === path).length;

  it('accepts an address in any of the usual forms, and no other', () => {
    for (const text of ['http://a:1', ' http://a:1/ ', 'http://a:1/v1', 'http://a:1/v1/', 'http://a:1/v1/audio/speech'])
      assert.equal(serverAddress(text), 'http://a:1');
    assert.equal(serverAddress('https://a/tts/v1'), 'https://a/tts');
    for (const text of ['', 'a:1', 'ftp://a', 'file:///a', 'http://user:key@a'])
      assert.throws(() => serverAddress(text), coded('server-unusable'), text);
  });

  it('waits for an answer only for so long, and asks twice more', async () => {
    answer = () => undefined;
    log.length = 0;
    await assert.rejects(speak({ first: 30 }), coded('server-unreachable', /sent nothing/));
    assert.equal(log.filter((line) => line.startsWith('Asking the speech server again')).length, 2);
  });

  it('asks again when the server is busy or fails before any sound', async () => {
    let count = 0;
    answer = ({ path }, response) => {
      if (path !== '/v1/audio/speech') response.writeHead(404).end();
      else if (++count === 1) sendError(response, 429, { message: 'busy' }, { 'retry-after': '0' });
      else if (count === 2) response.destroy();
      else sendPcm(response, 0.5);
    };
    assert.equal(samplesIn(await speak()), 12_000);
    answer = (_, response) => sendError(response, 500, { message: 'no memory' });
    await assert.rejects(speak(), coded('server-failed', /500: no memory/));
    await server.close();
    await assert.rejects(speak(), coded('server-unreachable', /ECONNREFUSED/));
    server = await SpeechServer.start(() => answer);
  });

  it('gives up on an answer that stops coming, and does not ask for what was heard', async () => {
    answer = ({ path }, response) => {
      if (path === '/v1/audio/speech')
        response.writeHead(200, { 'content-type': 'audio/pcm' }).write(toPcm16(syllables(0.5)));
      else response.writeHead(404).end();
    };
    await assert.rejects(speak({ idle: 500 }), coded('server-unreachable', /sent nothing/));
    assert.equal(asked('/v1/audio/speech'), 1);
  });

  it('notices that the end of a WAV file is missing', async () => {
    answer = ({ path }, response) => {
      if (path !== '/v1/audio/speech') return void response.writeHead(404).end();
      const pcm = toPcm16(syllables(0.5));
      response.writeHead(200, { 'content-type': 'audio/wav' }).end(Buffer.concat([wavHeader(pcm.length + 2), pcm]));
    };
    await assert.rejects(speak(), coded('server-failed'));
  });

  it('reads lines of JSON in any pieces, and takes a page for no captions', async () => {
    const [first, second] = [0, 0.25].map((time, i) => ({
      audio: toPcm16(syllables(0.25)).toString('base64'),
      audio_format: 'audio/pcm',
      timestamps: [{ word: `wörd${i}`, start_time: time, end_time: time + 0.2 }, { word: 'broken' }],
    }));
    answer = async (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const lines = Buffer.from(`${JSON.stringify(first)}\n${JSON.stringify(second)}`);
      for (let at = 0; at < lines.length; at += 7001) {
        response.write(lines.subarray(at, at + 7001));
        await delay(1);
      }
      response.end();
    };
    const parts = await speak();
    assert.equal(samplesIn(parts), 12_000);
    assert.deepEqual(
      parts.flatMap(({ words }) => words),
      [
        { word: 'wörd0', start: 0, end: 0.2 },
        { word: 'wörd1', start: 0.25, end: 0.45 },
      ],
    );
    answer = ({ path }, response) => {
      if (path === '/v1/audio/speech') sendPcm(response, 0.5);
      else response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>');
    };
    assert.equal(samplesIn(await speak()), 12_000);
  });

  it('lists voices in both forms, and knows when there is no list', async () => {
    const list = (body: unknown): Promise<string[] | undefined> => {
      answer = (_, response) =>
        body === undefined
          ? void response.writeHead(404).end()
          : void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      return endpoint({}).voices(new AbortController().signal);
    };
    assert.deepEqual(await list({ voices: ['af_heart', 'af_bella'] }), ['af_heart', 'af_bella']);
    assert.deepEqual(await list({ voices: [{ id: 'af_heart', name: 'Heart' }, { name: 'nova' }, 3] }), [
      'af_heart',
      'nova',
    ]);
    assert.equal(await list(undefined), undefined);
    assert.equal(await list('no list'), undefined);
  });
});

const samplesIn = (parts: readonly CaptionedPart[]): number =>
  parts.reduce((sum, { samples }) => sum + samples.length, 0);
