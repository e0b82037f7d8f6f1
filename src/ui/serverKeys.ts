import type * as vscode from 'vscode';
import { serverAddress } from '../speech/remote/endpoint';

/** The keys for speech servers, in VS Code's secret storage. A key is only ever sent to the server that it is for. */
export class ServerKeys {
  readonly #secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  /** @param origin of the server, e.g. `https://api.openai.com` */
  async get(origin: string): Promise<string | undefined> {
    return this.#secrets.get(nameOf(origin));
  }

  /** @param key '' deletes the key */
  async set(origin: string, key: string): Promise<void> {
    if (key === '') await this.#secrets.delete(nameOf(origin));
    else await this.#secrets.store(nameOf(origin), key);
  }

  /** Calls `listener` when a key has changed. */
  onChange(listener: () => void): vscode.Disposable {
    return this.#secrets.onDidChange(listener);
  }
}

/** The origin of a server's address. @throws KokoroError `server-unusable` */
export function serverOrigin(url: string): string {
  return new URL(serverAddress(url)).origin;
}

const nameOf = (origin: string): string => `kokoro.serverKey ${origin}`;
