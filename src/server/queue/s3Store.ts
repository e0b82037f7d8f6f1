import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { AwsClient } from 'aws4fetch';
import { KokoroError, messageOf } from '../../common/errors';
import type { MadeFiles, Store } from './store';

/** How long one request may take, ms: a large file over a slow line. */
const REQUEST_MS = 15 * 60_000;
/** Requests are repeated this often when the store is busy or has an error of its own. */
const RETRIES = 5;
/** Tells for which key an object was made. */
const KEY_HEADER = 'x-amz-meta-kokoro-key';

/** An object that is not there. */
const CHECKED = '.kokoro-check';

const TYPES: Readonly<Record<string, string>> = {
  '.wav': 'audio/wav',
  '.flac': 'audio/flac',
  '.mp3': 'audio/mpeg',
  '.opus': 'audio/ogg',
  '.m4b': 'audio/mp4',
  '.epub': 'application/epub+zip',
  '.srt': 'application/x-subrip',
  '.vtt': 'text/vtt',
  '.json': 'application/json',
};

/** A store with the API of Amazon S3. Each object carries its key, so nothing else has to be kept. */
export class S3Store implements Store {
  readonly place: string;
  readonly #base: string;
  readonly #client: AwsClient;

  /**
   * @param place `s3://BUCKET` or `s3://BUCKET/PREFIX`
   * @param endpoint the server's address, if it is not Amazon's
   * @param env the variables `AWS_ACCESS_KEY_ID` and so on
   * @throws KokoroError `store-unusable`
   */
  constructor(place: string, endpoint: string | undefined, env: NodeJS.ProcessEnv) {
    const setting = (...names: string[]): string | undefined => names.map((name) => env[name]).find((value) => value);
    const accessKeyId = setting('AWS_ACCESS_KEY_ID');
    const secretAccessKey = setting('AWS_SECRET_ACCESS_KEY');
    if (accessKeyId === undefined || secretAccessKey === undefined)
      throw unusable(
        place,
        'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and AWS_SESSION_TOKEN if your keys have one',
      );
    const [bucket = '', ...prefix] = place
      .slice('s3://'.length)
      .split('/')
      .filter((part) => part !== '');
    const region = setting('AWS_REGION', 'AWS_DEFAULT_REGION') ?? 'us-east-1';
    this.place = ['s3:/', bucket, ...prefix].join('/');
    const server =
      endpoint ?? setting('AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL') ?? `https://s3.${region}.amazonaws.com`;
    this.#base = new URL([bucket, ...prefix].map(encoded).join('/'), server.endsWith('/') ? server : `${server}/`).href;
    const sessionToken = setting('AWS_SESSION_TOKEN');
    this.#client = new AwsClient({
      ...{ accessKeyId, secretAccessKey, region, service: 's3', retries: RETRIES },
      ...(sessionToken !== undefined && { sessionToken }),
    });
  }

  async check(signal: AbortSignal): Promise<void> {
    // Unlike HEAD, GET tells why it is refused.
    const response = await this.#request('GET', CHECKED, signal);
    const code = await codeIn(response);
    const mayBeMissing = response.ok || code === 'NoSuchKey' || code === 'AccessDenied';
    if (!mayBeMissing) throw this.#refused('GET', CHECKED, response, code);
  }

  async has(files: MadeFiles, key: string, signal: AbortSignal): Promise<boolean> {
    for (const file of files) if ((await this.#keyOf(file, signal)) !== key) return false;
    return true;
  }

  async put(folder: string, [audio, ...besides]: MadeFiles, key: string, signal: AbortSignal): Promise<void> {
    for (const file of [...besides, audio]) {
      const body = await readFile(join(folder, file));
      const headers = {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'x-amz-content-sha256': createHash('sha256').update(body).digest('hex'),
        [KEY_HEADER]: key,
      };
      const response = await this.#request('PUT', file, signal, { headers, body });
      if (!response.ok) throw this.#refused('PUT', file, response, await codeIn(response));
    }
  }

  urlOf(file: string): string {
    return `${this.place}/${file}`;
  }

  /** The key that an object was made for; undefined if there is none, or no such object. */
  async #keyOf(file: string, signal: AbortSignal): Promise<string | undefined> {
    const response = await this.#request('HEAD', file, signal);
    if (response.ok) return response.headers.get(KEY_HEADER) ?? undefined;
    // Without the right to list the bucket, S3 answers 403 for an object that is not there: PUT will tell.
    if (response.status === 404 || response.status === 403) return undefined;
    throw this.#refused('HEAD', file, response);
  }

  async #request(
    method: 'GET' | 'HEAD' | 'PUT',
    file: string,
    signal: AbortSignal,
    init: { headers?: Record<string, string>; body?: Uint8Array<ArrayBuffer> } = {},
  ): Promise<Response> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(REQUEST_MS)]);
    try {
      return await this.#client.fetch(`${this.#base}/${encoded(file)}`, { method, signal: limit, ...init });
    } catch (error) {
      signal.throwIfAborted();
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      throw unusable(this.place, `${new URL(this.#base).host} does not answer: ${messageOf(cause)}`);
    }
  }

  #refused(method: string, file: string, { status, statusText }: Response, code = statusText): KokoroError {
    return unusable(this.place, `${method} ${this.urlOf(file)} was answered with ${status} ${code}`);
  }
}

/** What S3 calls an error. */
async function codeIn(response: Response): Promise<string | undefined> {
  return /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1];
}

/** A place as a path of a URL, by the rules of AWS: all but letters, digits and `-_.~` is escaped. */
function encoded(file: string): string {
  const escaped = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return file
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/[!'()*]/g, escaped))
    .join('/');
}

function unusable(place: string, why: string): KokoroError {
  return new KokoroError(
    'store-unusable',
    `${place} cannot be used: ${why}. Check the address and the AWS_… variables.`,
  );
}
