import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

// What shared code calls of Node's `crypto`. The browser's own digest is asynchronous.

export function createHash(algorithm: string) {
  if (algorithm !== 'sha256') throw new Error(`There is no ${algorithm} in the browser.`);
  const hash = sha256.create();
  const chain = {
    update: (data: string | Uint8Array) => {
      hash.update(typeof data === 'string' ? utf8ToBytes(data) : data);
      return chain;
    },
    digest: (_encoding: 'hex') => bytesToHex(hash.digest()),
  };
  return chain;
}

export function randomBytes(size: number) {
  const bytes = crypto.getRandomValues(new Uint8Array(size));
  return { toString: (_encoding: 'base64') => btoa(String.fromCharCode(...bytes)) };
}
