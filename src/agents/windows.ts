import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Disposable } from '../common/disposable';
import { messageOf, systemCodeOf } from '../common/errors';
import type { Logger } from '../common/log';
import { makePrivate, userFolder } from '../common/userFolder';

/** Name of a window's file, which holds the address of its socket. The file's time is when the window had the focus. */
const WINDOW = /^[\da-f]{12}$/;

const windowsFolder = (folder: string): string => join(folder, 'windows');

/** Lets programs of this user connect to a VS Code window. Its file and its socket are in the user's private folder. */
export class WindowSocket implements Disposable {
  /** Names this window for `connectToWindow`. */
  readonly name: string;
  readonly #file: string;
  readonly #address: string;
  readonly #log: Logger;
  readonly #server: Server;
  readonly #connections = new Set<Socket>();

  /** @param onConnection called with each connection */
  constructor(onConnection: (socket: Socket) => void, log: Logger, folder = userFolder()) {
    const name = randomUUID().replaceAll('-', '').slice(0, 12);
    this.name = name;
    this.#log = log;
    this.#file = join(windowsFolder(folder), name);
    this.#address = process.platform === 'win32' ? `\\\\.\\pipe\\kokoro-window-${name}` : `${this.#file}.sock`;
    this.#server = createServer((socket) => {
      this.#connections.add(socket);
      socket.on('close', () => this.#connections.delete(socket));
      socket.on('error', () => socket.destroy());
      onConnection(socket);
    }).unref();
    this.#server.on('error', (error) => log.warn(`Agents cannot speak in this window: ${error.message}`));
  }

  /** Starts to listen. Never fails: without it, agents speak by themselves. */
  async open(): Promise<void> {
    try {
      const folder = join(this.#file, '..');
      makePrivate(join(folder, '..'));
      makePrivate(folder);
      await new Promise<void>((resolve, reject) => {
        this.#server.once('error', reject);
        this.#server.listen(this.#address, () => resolve());
      });
      writeFileSync(this.#file, this.#address, { mode: 0o600 });
    } catch (error) {
      this.#log.warn(`Agents cannot speak in this window: ${messageOf(error)}`);
    }
  }

  /** The window has the focus now, so agents choose it before the others. */
  focused(): void {
    try {
      utimesSync(this.#file, new Date(), new Date());
    } catch (error) {
      if (systemCodeOf(error) !== 'ENOENT') this.#log.warn(`The focus was not noted: ${messageOf(error)}`);
    }
  }

  dispose(): void {
    rmSync(this.#file, { force: true });
    this.#server.close(); // removes the socket
    for (const socket of this.#connections) socket.destroy();
  }
}

/**
 * Connects to the VS Code window that had the focus last. What dead windows have left is removed.
 * @param without windows that have been tried
 * @param preferred name of a window that is chosen before the others
 * @returns undefined when there is none
 */
export async function connectToWindow(
  folder: string,
  without: ReadonlySet<string>,
  preferred?: string,
): Promise<{ name: string; socket: Socket } | undefined> {
  const names = windowsIn(windowsFolder(folder));
  for (const name of new Set([...names.filter((name) => name === preferred), ...names])) {
    if (without.has(name)) continue;
    const file = join(windowsFolder(folder), name);
    const address = readAddress(file);
    const socket = address === undefined ? undefined : await connect(address);
    if (socket) return { name, socket };
    rmSync(file, { force: true });
    rmSync(`${file}.sock`, { force: true });
  }
  return undefined;
}

/** Names of the windows, the one that had the focus last first. */
function windowsIn(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return [];
    throw error;
  }
  return names
    .filter((name) => WINDOW.test(name))
    .map((name) => ({ name, focused: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs }))
    .filter((window): window is { name: string; focused: number } => window.focused !== undefined)
    .sort((a, b) => b.focused - a.focused)
    .map(({ name }) => name);
}

/** @returns undefined when the window has just been closed */
function readAddress(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** @returns undefined when nobody listens there */
function connect(address: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = createConnection(address);
    socket.once('error', () => resolve(undefined));
    socket.once('connect', () => resolve(socket));
  });
}
