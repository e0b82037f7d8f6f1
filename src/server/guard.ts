import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import { KokoroError } from '../common/errors';

const LOCAL_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/** Whether only this machine reaches an address. */
export function isLocal(host: string): boolean {
  return LOCAL_NAMES.has(host) || (isIP(host) === 4 && host.startsWith('127.'));
}

/** Decides who may use the server. */
export class Guard {
  readonly #host: string;
  readonly #keys: readonly Buffer[];

  /**
   * @param host the address that the server listens on
   * @param keys any of which lets a client in; if there are none, only this machine may connect
   * @throws KokoroError `server-unsafe`
   */
  constructor(host: string, keys: readonly string[]) {
    if (keys.length === 0 && !isLocal(host)) {
      const message = `Other machines can reach ${host}. Set KOKORO_API_KEY to a secret that clients must send, or listen on 127.0.0.1.`;
      throw new KokoroError('server-unsafe', message);
    }
    this.#host = host;
    this.#keys = keys.map(digest);
  }

  /**
   * The name by which a client takes turns, or undefined if it may not use the server.
   * @param authorization the header of that name
   * @param address where the client is
   */
  clientOf(authorization: string | undefined, address: string): string | undefined {
    if (this.#keys.length === 0) return address;
    const given = digest(authorization?.replace(/^Bearer /i, '') ?? '');
    const isKnown = this.#keys.filter((key) => timingSafeEqual(key, given)).length > 0;
    return isKnown ? `${given.toString('hex', 0, 8)} ${address}` : undefined;
  }

  /**
   * Whether a request is meant for this server. A web page could give its own name to 127.0.0.1, and so reach a server
   * that asks for no key.
   * @param hostHeader the header Host
   */
  isOwnName(hostHeader: string): boolean {
    if (this.#keys.length > 0) return true;
    const name = hostHeader.replace(/:\d+$/, '').toLowerCase();
    return isLocal(name) || name === this.#host.toLowerCase();
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
