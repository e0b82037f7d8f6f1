import { type FSWatcher, rmSync, statSync, watch, writeFileSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Disposable } from '../common/disposable';
import { Emitter } from '../common/emitter';
import { messageOf, systemCodeOf } from '../common/errors';
import type { Logger } from '../common/log';
import { makePrivate, userFolder } from '../common/userFolder';

/** A speaker that does not answer within this time is ended without it, ms. */
const ANSWER_MS = 1000;
const ATTEMPTS = 20;
const RETRY_MS = 25;
/** A program that waits lets others begin for so long. */
const COURTESY_MS = 300;
/** Longer names are cut. */
const MAX_NAME = 200;

/**
 * Sees to it that one program of a user speaks at a time. The speaker listens on a local socket, which the operating
 * system closes when it crashes. Who wants to speak connects and tells it to stop.
 *
 * The speaker sends its name to everyone who connects, and closes its connections when it stops. Who sends a name
 * takes over.
 */
export class SingleSpeaker implements Disposable {
  readonly #name: string;
  readonly #log: Logger;
  readonly #folder: string;
  readonly #address: string;
  readonly #taken = new Emitter<string>();
  readonly #other = new Emitter<string | undefined>();
  readonly #connections = new Set<Socket>();
  readonly #watcher: FSWatcher | undefined;
  #wanted = false;
  #taking: Promise<void> | undefined;
  #listening: Promise<boolean> | undefined;
  #server: Server | undefined;
  /** Identifies the socket's file as ours. */
  #inode: number | undefined;
  /** The connection to the program that speaks, and its name. */
  #watched: Socket | undefined;
  #otherName: string | undefined;
  /** Whether something has changed since we began to look who speaks. */
  #changed = false;
  #disposed = false;

  /** Another program has begun to speak: this one must stop. The value is its name. */
  readonly onTaken = this.#taken.event;
  /** The name of the other program that speaks has changed; undefined when none does. */
  readonly onOther = this.#other.event;

  /** @param name what others call this program, for example the name of its window's folder */
  constructor(name: string, log: Logger, folder = userFolder()) {
    this.#name = name.slice(0, MAX_NAME);
    this.#log = log;
    this.#folder = folder;
    const pipe = `\\\\.\\pipe\\kokoro-${folder.replaceAll(/\W/g, '-')}`;
    this.#address = process.platform === 'win32' ? pipe : join(folder, 'speaker.sock');
    this.#watcher = this.#watch();
    this.#lookForOther();
  }

  /** The name of the other program that speaks; undefined when none does. */
  get other(): string | undefined {
    return this.#otherName;
  }

  /** Becomes the one that speaks. Never fails: without the lock, speech is better than silence. */
  async take(): Promise<void> {
    this.#wanted = true;
    this.#taking ??= this.#take().finally(() => (this.#taking = undefined));
    await this.#taking;
  }

  /**
   * Becomes the one that speaks as soon as no other program does, and takes over from none.
   * @returns false when the signal came first; then this program speaks only if it did before, or was told to `take`
   */
  async takeWhenFree(signal: AbortSignal): Promise<boolean> {
    try {
      while (!signal.aborted && !this.#disposed) {
        if (this.#server) return true;
        this.#wanted = true;
        if (await this.#listen()) continue;
        this.#wanted = this.#taking !== undefined;
        await this.#untilFree(signal);
        // Whoever takes over from the one that spoke comes first.
        await new Promise((resolve) => setTimeout(resolve, COURTESY_MS));
      }
      return false;
    } catch (error) {
      this.#log.warn(`Other windows may speak at the same time: ${messageOf(error)}`);
      return true;
    }
  }

  /** Lets others speak. */
  release(): void {
    this.#wanted = false;
    this.#close();
  }

  dispose(): void {
    this.#disposed = true;
    this.release();
    this.#watcher?.close();
    this.#watched?.destroy();
  }

  async #take(): Promise<void> {
    try {
      for (let attempt = 0; attempt < ATTEMPTS && this.#wanted && !this.#server; attempt++) {
        if (await this.#listen()) return;
        if (!(await this.#askOther())) await new Promise((resolve) => setTimeout(resolve, RETRY_MS * Math.random()));
      }
    } catch (error) {
      this.#log.warn(`Other windows may speak at the same time: ${messageOf(error)}`);
    }
  }

  /** @returns false when another program listens, or did so before it crashed */
  #listen(): Promise<boolean> {
    this.#listening ??= this.#openSocket().finally(() => (this.#listening = undefined));
    return this.#listening;
  }

  async #openSocket(): Promise<boolean> {
    const server = createServer((socket) => this.#welcome(socket)).unref();
    const error = await new Promise<Error | undefined>((resolve) => {
      server.once('error', resolve);
      server.listen(this.#address, () => resolve(undefined));
    });
    if (error) {
      if (systemCodeOf(error) === 'EADDRINUSE') return false;
      throw error;
    }
    server.on('error', (cause) => this.#log.warn(`The speaker's socket failed: ${cause.message}`));
    this.#server = server;
    this.#inode = this.#inodeOfSocket();
    if (this.#wanted) this.#announce();
    else this.#close();
    return true;
  }

  #welcome(socket: Socket): void {
    this.#connections.add(socket);
    socket.unref();
    socket.on('close', () => this.#connections.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.write(`${this.#name}\n`);
    onLine(socket, (name) => this.#lose(name));
  }

  /** Tells the program that speaks to stop, and waits until it has. @returns false when it is unclear who does */
  #askOther(): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const socket = createConnection(this.#address);
      const timer = setTimeout(() => {
        socket.destroy();
        this.#removeSocket(); // it hangs; it hears of it when it works again
        resolve(true);
      }, ANSWER_MS);
      socket.on('connect', () => socket.write(`${this.#name}\n`));
      socket.on('error', (error) => {
        const code = systemCodeOf(error);
        if (code === 'ECONNREFUSED')
          this.#removeSocket(); // it crashed
        else if (code !== 'ENOENT' && code !== 'ECONNRESET' && code !== 'EPIPE') reject(error);
      });
      socket.on('close', (failed) => {
        clearTimeout(timer);
        resolve(!failed);
      });
      socket.resume();
    });
  }

  /** Waits until the program that speaks releases or ends. */
  #untilFree(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = createConnection(this.#address);
      const leave = (): void => void socket.destroy();
      signal.addEventListener('abort', leave, { once: true });
      socket.on('error', (error) => {
        const code = systemCodeOf(error);
        if (code === 'ECONNREFUSED')
          this.#removeSocket(); // it crashed
        else if (code !== 'ENOENT' && code !== 'ECONNRESET') reject(error);
      });
      socket.on('end', () => socket.destroy());
      socket.on('close', () => {
        signal.removeEventListener('abort', leave);
        resolve();
      });
      socket.resume();
    });
  }

  /** Another program speaks now. */
  #lose(name: string): void {
    if (!this.#server) return;
    this.#wanted = false;
    this.#close();
    this.#taken.fire(name);
  }

  #close(): void {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    server.close(() => this.#announce());
    for (const socket of this.#connections) socket.end();
  }

  /** Changes a file, so that the other programs look who speaks. */
  #announce(): void {
    try {
      writeFileSync(join(this.#folder, 'speaker'), '');
    } catch (error) {
      this.#log.warn(`Other windows do not see who speaks: ${messageOf(error)}`);
    }
  }

  #watch(): FSWatcher | undefined {
    try {
      makePrivate(this.#folder);
      const watcher = watch(this.#folder, { persistent: false }, () => this.#onChange());
      watcher.on('error', (error) => this.#log.warn(`Other windows' speech is not noticed: ${error.message}`));
      return watcher;
    } catch (error) {
      this.#log.warn(`Other windows' speech is not noticed: ${messageOf(error)}`);
      return undefined;
    }
  }

  #onChange(): void {
    if (!this.#server) this.#lookForOther();
    else if (process.platform !== 'win32') {
      // Two programs that clean up after a crash at once may remove each other's sockets.
      const inode = this.#inodeOfSocket();
      if (inode === this.#inode) return;
      this.#close();
      if (inode === undefined) void this.take();
      else this.#taken.fire('');
    }
  }

  /** Connects to the program that speaks, if one does, and stays connected to notice its end. */
  #lookForOther(): void {
    if (this.#server || this.#disposed) return;
    if (this.#watched) {
      this.#changed = true;
      return;
    }
    this.#changed = false;
    const socket = createConnection(this.#address).unref();
    this.#watched = socket;
    onLine(socket, (name) => {
      if (this.#watched === socket) this.#setOther(name);
    });
    socket.on('error', () => socket.destroy()); // nobody listens
    socket.on('end', () => socket.destroy());
    socket.on('close', () => {
      this.#watched = undefined;
      const spoke = this.#otherName !== undefined;
      this.#setOther(undefined);
      if (spoke || this.#changed) this.#lookForOther();
    });
  }

  #setOther(name: string | undefined): void {
    if (name === this.#otherName) return;
    this.#otherName = name;
    this.#other.fire(name);
  }

  #inodeOfSocket(): number | undefined {
    if (process.platform === 'win32') return undefined;
    return statSync(this.#address, { throwIfNoEntry: false })?.ino;
  }

  #removeSocket(): void {
    if (process.platform !== 'win32') rmSync(this.#address, { force: true });
  }
}

/** Calls `listener` with the first line that a socket receives. */
function onLine(socket: Socket, listener: (line: string) => void): void {
  let text = '';
  socket.setEncoding('utf8');
  socket.on('data', (part: string) => {
    const had = text.includes('\n');
    text = (text + part).slice(0, MAX_NAME + 1);
    if (!had && text.includes('\n')) listener(text.slice(0, text.indexOf('\n')));
  });
}
