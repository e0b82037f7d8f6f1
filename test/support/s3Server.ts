import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/**
 * The signature that AWS wants (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html) for the
 * headers that a request says it has signed.
 */
export function signatureFor(
  { method = '', url = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  secret: string,
): string {
  const [, scope = '', signed = ''] =
    /Credential=[^/]+\/([^,]+),\s*SignedHeaders=([^,]+)/.exec(headers.authorization ?? '') ?? [];
  const lines = signed.split(';').map((name) => `${name}:${String(headers[name]).trim().replace(/\s+/g, ' ')}\n`);
  const [path = '', query = ''] = url.split('?');
  const payload = String(headers['x-amz-content-sha256']);
  const canonical = [method, path, query, lines.join(''), signed, payload].join('\n');
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(key, text).toString('hex');
}

export interface StoredObject {
  body: Buffer;
  headers: IncomingMessage['headers'];
}

/** A small S3: one bucket, objects in memory. It checks signatures and the hashes of bodies, as S3 does. */
export class S3Server {
  readonly keyId = 'AKIDEXAMPLE';
  readonly secret = 'a secret / of + this test';
  /** By their paths, decoded, in the order in which they were written. */
  readonly objects = new Map<string, StoredObject>();
  /** What is answered before anything else, once each. */
  readonly troubles: number[] = [];
  readonly #server: Server;
  readonly #bucket: string;

  private constructor(bucket: string) {
    this.#bucket = bucket;
    this.#server = createServer((request, response) => {
      void this.#answer(request).then(({ status, body = '', headers = {} }) => {
        response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
      });
    });
  }

  static async start(bucket: string): Promise<S3Server> {
    const server = new S3Server(bucket);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What programs need in their environment. */
  get env(): Record<string, string> {
    return { AWS_ACCESS_KEY_ID: this.keyId, AWS_SECRET_ACCESS_KEY: this.secret };
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const body = await buffer(request);
    const trouble = this.troubles.shift();
    if (trouble !== undefined) return refusal(trouble, 'SlowDown');
    const { authorization = '' } = request.headers;
    if (!authorization.includes(`Credential=${this.keyId}/`)) return refusal(403, 'InvalidAccessKeyId');
    if (!authorization.endsWith(`Signature=${signatureFor(request, this.secret)}`))
      return refusal(403, 'SignatureDoesNotMatch');
    const [, bucket = '', key = ''] = /^\/([^/]+)\/(.*)$/.exec(decodeURIComponent(request.url ?? '')) ?? [];
    if (bucket !== this.#bucket) return refusal(404, 'NoSuchBucket');
    if (request.method === 'PUT') {
      if (request.headers['x-amz-content-sha256'] !== sha256(body)) return refusal(400, 'XAmzContentSHA256Mismatch');
      this.objects.delete(key);
      this.objects.set(key, { body, headers: request.headers });
      return { status: 200 };
    }
    const found = this.objects.get(key);
    if (!found) return refusal(404, 'NoSuchKey');
    const metadata = Object.entries(found.headers).filter(([name]) => name.startsWith('x-amz-meta-'));
    return { status: 200, body: found.body, headers: Object.fromEntries(metadata) };
  }
}

interface Answer {
  status: number;
  body?: string | Buffer;
  headers?: IncomingMessage['headers'];
}

const refusal = (status: number, code: string): Answer => ({
  status,
  body: `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`,
});
