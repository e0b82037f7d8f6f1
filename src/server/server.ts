import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { version } from '../../package.json';
import { KokoroError, messageOf, systemCodeOf } from '../common/errors';
import type { Logger } from '../common/log';
import { FairQueue } from './fairQueue';
import { fastApiRoutes } from './fastApi';
import { Guard } from './guard';
import { Metrics } from './metrics';
import { openAiRoutes } from './openAi';
import { problem, problemOf, type Problem } from './problems';
import { Readings } from './readings';
import type { Services, Variables } from './services';
import { type Speaker, Speakers } from './speakers';

export interface ServerOptions {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Secrets, one of which clients must send; see `Guard`. */
  keys: readonly string[];
  /** How many requests an engine speaks at once, in turns. */
  readingsPerEngine: number;
  /** How many requests may wait. */
  maxWaiting: number;
  maxCharacters: number;
  /** How long a request may take, s. */
  maxSeconds: number;
  /** How long requests may go on after the server was told to stop, s. */
  graceSeconds: number;
  logger: Logger;
}

/** JSON escapes take up to six bytes a character; the rest is for other fields. */
const BODY_BYTES_PER_CHARACTER = 6;
const OTHER_BODY_BYTES = 10_000;

type App = Hono<{ Variables: Variables }>;

/** An HTTP server that speaks: OpenAI's API for speech, and that of Kokoro-FastAPI. */
export class SpeechServer {
  readonly #options: ServerOptions;
  readonly #found: Pick<Services, 'assets' | 'voices'>;
  readonly #speakers: Speakers;
  readonly #queue: FairQueue;
  readonly #metrics: Metrics;
  readonly #guard: Guard;
  readonly #abort = new AbortController();
  #server: ServerType | undefined;
  #stopping = false;

  /**
   * @param speakers one for each engine; the caller disposes of them
   * @param found where encoders and voices are found
   * @throws KokoroError `server-unsafe`
   */
  constructor(speakers: readonly Speaker[], found: Pick<Services, 'assets' | 'voices'>, options: ServerOptions) {
    this.#found = found;
    this.#options = options;
    this.#guard = new Guard(options.host, options.keys);
    this.#speakers = new Speakers(speakers);
    this.#queue = new FairQueue(speakers.length * options.readingsPerEngine, options.maxWaiting);
    this.#metrics = new Metrics(this.#queue);
  }

  /**
   * Loads the model and listens.
   * @returns the port
   * @throws KokoroError `server-not-started`, or as `Speech.speak`; AbortError
   */
  async start(signal: AbortSignal): Promise<number> {
    await this.#speakers.warmUp(signal);
    const { host, port } = this.#options;
    const server = createAdaptorServer({ fetch: this.#routes().fetch });
    this.#server = server;
    server.listen(port, host);
    try {
      await once(server, 'listening');
    } catch (error) {
      const why = systemCodeOf(error) === 'EADDRINUSE' ? 'another program uses it' : messageOf(error);
      throw new KokoroError('server-not-started', `The server cannot listen on ${host}:${port}: ${why}.`);
    }
    return (server.address() as AddressInfo).port;
  }

  /** Lets the requests in progress end, for a while, and refuses others. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const server = this.#server;
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    const timer = setTimeout(() => this.#abort.abort(stopping()), this.#options.graceSeconds * 1000);
    await closed;
    clearTimeout(timer);
  }

  #routes(): App {
    const { maxCharacters, maxSeconds } = this.#options;
    const readings = new Readings(this.#queue, this.#speakers, this.#metrics, maxSeconds, this.#abort.signal);
    const services: Services = { readings, ...this.#found, maxCharacters };
    const app: App = new Hono();
    app.onError((error, c) => this.#report(problemOf(error), c));
    app.notFound((c) => this.#report(problem(404, 'not-found', `There is no ${c.req.method} ${c.req.path}.`), c));
    app.get('/health', (c) => {
      const { running, waiting } = this.#queue;
      const status = this.#stopping ? 'stopping' : 'ok';
      return c.json({ status, version, running, waiting }, this.#stopping ? 503 : 200);
    });
    app.use(async (c, next) => {
      const client = this.#guard.clientOf(c.req.header('authorization'), getConnInfo(c).remote.address ?? '');
      if (client === undefined || !this.#guard.isOwnName(c.req.header('host') ?? ''))
        return this.#report(problem(401, 'unauthorized', 'Send a key of this server as “Authorization: Bearer …”.'), c);
      const gone = new AbortController();
      c.req.raw.signal.addEventListener('abort', () => gone.abort());
      c.set('client', client);
      c.set('gone', gone);
      if (c.req.method === 'POST') requireJson(c.req.header('content-type'));
      return next();
    });
    const maxSize = BODY_BYTES_PER_CHARACTER * maxCharacters + OTHER_BODY_BYTES;
    const tooLarge = problem(413, 'request-invalid', `The body has more than ${maxSize} bytes.`);
    app.use(bodyLimit({ maxSize, onError: (c) => this.#report(tooLarge, c) }));
    app.get('/metrics', async (c) => {
      const { text, type } = await this.#metrics.text();
      return c.body(text, 200, { 'content-type': type });
    });
    app.route('/v1', openAiRoutes(services));
    app.route('/dev', fastApiRoutes(services));
    return app;
  }

  #report({ status, body }: Problem, c: Context): Response {
    if (status >= 500) this.#options.logger.error(body.error.message);
    const headers = { 'content-type': 'application/json' };
    const retry = { 'retry-after': String(this.#queue.retryAfter) };
    return new Response(c.req.method === 'HEAD' ? null : JSON.stringify(body), {
      status,
      headers: status === 429 ? { ...headers, ...retry } : headers,
    });
  }
}

/** A web page can send other types to this machine without asking. */
function requireJson(type: string | undefined): void {
  if (type?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json') return;
  throw new KokoroError('request-invalid', 'Send JSON, with “Content-Type: application/json”.');
}

const stopping = (): KokoroError => new KokoroError('server-stopping', 'The server is being stopped.');
