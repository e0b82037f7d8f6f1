import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { toPcm16, wavHeader } from '../../src/speech/sinks/wav';

const RATE = 24_000;

/** A request as the server received it. */
export interface Received {
  path: string;
  authorization: string | undefined;
  body: Readonly<Record<string, unknown>>;
}

type Answer = (request: Received, response: ServerResponse, count: number) => Promise<void> | void;

/** A server for speech on this machine, whose answers a test decides. */
export class SpeechServer {
  readonly requests: Received[] = [];
  url = '';
  readonly #server: Server;
  /** Number of answers that clients have left before their end. */
  left = 0;

  private constructor(answer: () => Answer) {
    this.#server = createServer((request, response) => {
      response.on('close', () => (this.left += response.writableFinished ? 0 : 1));
      this.#handle(request, response, answer()).catch((error: unknown) => response.destroy(error as Error));
    });
  }

  static async start(answer: () => Answer): Promise<SpeechServer> {
    const server = new SpeechServer(answer);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    server.url = `http://127.0.0.1:${(server.#server.address() as AddressInfo).port}`;
    return server;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #handle(request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
    const body = request.method === 'POST' ? ((await json(request)) as Received['body']) : {};
    const received = { path: request.url ?? '', authorization: request.headers.authorization, body };
    this.requests.push(received);
    await answer(received, response, this.requests.filter(({ path }) => path === received.path).length);
  }
}

/** A tone that swells and fades four times a second, like syllables. */
export function syllables(seconds: number, rate = RATE): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * rate) }, (_, i) => {
    const time = i / rate;
    return 0.5 * Math.sin(2 * Math.PI * 200 * time) * (0.5 - 0.5 * Math.cos(2 * Math.PI * 4 * time));
  });
}

/** Sends 16-bit PCM. */
export function sendPcm(response: ServerResponse, seconds: number, type = 'audio/pcm'): void {
  response.writeHead(200, { 'content-type': type }).end(toPcm16(syllables(seconds)));
}

/** A WAV file whose header does not know its length. */
export function wavOfUnknownLength(seconds: number): Buffer {
  const header = wavHeader(0);
  header.writeUInt32LE(0xffff_ffff, 4);
  header.writeUInt32LE(0xffff_ffff, 40);
  return Buffer.concat([header, toPcm16(syllables(seconds))]);
}

/** Sends an error in the form of OpenAI. */
export function sendError(
  response: ServerResponse,
  status: number,
  error: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify({ error }));
}
