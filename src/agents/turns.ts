import { type FSWatcher, readdirSync, readFileSync, rmSync, statSync, utimesSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemCodeOf } from '../common/errors';
import { makePrivate, userFolder } from '../common/userFolder';
import type { MessageOwner, SpeakingState } from './agentSpeaker';

/** A message in the queue. */
export interface Ticket extends MessageOwner {
  state: SpeakingState;
}

/** How often a ticket's owner shows that it is alive, and how often others look, ms. */
const BEAT_MS = 2000;
const POLL_MS = 500;
/** A ticket that is found unchanged so often in a row belongs to a program that hangs. */
const MAX_UNCHANGED = 20;
const TICKET = /^\d{15}-(\d+)-\d{9}$/;

let lastNumber = 0;

/**
 * The queue in which messages of all programs of a user wait for their turn: a private folder with a file for each, the
 * oldest first. Its name has the time and the process; the files of dead processes are removed. A deleted ticket ends
 * its message.
 */
export class Turns {
  readonly #folder: string;

  /** @param folder the private folder in which all programs of this user meet */
  constructor(folder = userFolder()) {
    this.#folder = join(folder, 'turns');
    makePrivate(folder);
    makePrivate(this.#folder);
  }

  /** Joins the queue at its end. */
  join(owner: MessageOwner): Turn {
    return new Turn(this.#folder, owner);
  }

  /** The messages in the queue, the one whose turn it is first. */
  list(): Ticket[] {
    return ticketsIn(this.#folder).flatMap((name) => readTicket(join(this.#folder, name)) ?? []);
  }

  /**
   * Ends all messages, or those of one agent or session.
   * @param state ends only messages that stand so
   * @returns how many
   */
  end(owner?: MessageOwner, state?: SpeakingState): number {
    const chosen = ticketsIn(this.#folder).filter((name) => {
      if (owner === undefined) return true;
      const ticket = readTicket(join(this.#folder, name));
      return ticket !== undefined && isOf(ticket, owner) && (state === undefined || ticket.state === state);
    });
    for (const name of chosen) rmSync(join(this.#folder, name), { force: true });
    return chosen.length;
  }
}

/** A message's place in the queue. */
export class Turn {
  readonly #folder: string;
  readonly #name: string;
  readonly #owner: MessageOwner;
  readonly #ended = new AbortController();
  readonly #heart: NodeJS.Timeout;
  readonly #watcher: FSWatcher;
  #wake: () => void = () => undefined;

  /** Aborted when somebody has ended the message. */
  readonly ended = this.#ended.signal;

  /** @internal */
  constructor(folder: string, owner: MessageOwner) {
    this.#folder = folder;
    this.#owner = owner;
    this.#name = `${digits(Date.now(), 15)}-${process.pid}-${digits(++lastNumber, 9)}`;
    writeFileSync(this.#path, this.#content('waiting'), { flag: 'wx', mode: 0o600 });
    this.#heart = setInterval(() => this.#beat(), BEAT_MS).unref();
    this.#watcher = watch(folder, { persistent: false }, () => this.#look());
    this.#watcher.on('error', () => this.#watcher.close()); // the timers go on
  }

  get #path(): string {
    return join(this.#folder, this.#name);
  }

  /** Waits until no message is before it. @param signal ends the wait */
  async come(signal: AbortSignal): Promise<void> {
    let seen: string | undefined;
    let unchanged = 0;
    while (!signal.aborted && !this.ended.aborted) {
      const [first] = ticketsIn(this.#folder);
      if (first === undefined || first >= this.#name) return;
      const state = stateOf(join(this.#folder, first));
      if (state !== seen) unchanged = 0;
      seen = state;
      if (unchanged > MAX_UNCHANGED) rmSync(join(this.#folder, first), { force: true });
      if (await this.#pause(signal)) unchanged++;
    }
  }

  /** Tells others how the message stands. */
  show(state: SpeakingState): void {
    try {
      writeFileSync(this.#path, this.#content(state), { flag: 'r+' }); // which creates no file
    } catch (error) {
      if (systemCodeOf(error) !== 'ENOENT') throw error;
      this.#ended.abort();
    }
  }

  /** Leaves the queue. */
  leave(): void {
    clearInterval(this.#heart);
    this.#watcher.close();
    rmSync(this.#path, { force: true });
  }

  /** Waits for a change in the queue, but no longer than until the next look. @returns whether that has come */
  async #pause(signal: AbortSignal): Promise<boolean> {
    const enough = new AbortController();
    this.#wake = () => enough.abort();
    const any = AbortSignal.any([signal, this.ended, enough.signal]);
    return await delay(POLL_MS, true, { signal: any }).catch(() => false);
  }

  /** As long in every state, so that it can be overwritten while others read it. */
  #content(state: SpeakingState): string {
    return JSON.stringify({ ...this.#owner, state }).padEnd(JSON.stringify(this.#owner).length + 30);
  }

  #beat(): void {
    try {
      utimesSync(this.#path, new Date(), new Date());
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') this.#ended.abort();
    }
  }

  #look(): void {
    if (!statSync(this.#path, { throwIfNoEntry: false })) this.#ended.abort();
    this.#wake();
  }
}

const digits = (value: number, length: number): string => String(value).padStart(length, '0');

/** The tickets of living processes, the oldest first. Those of dead ones are removed. */
function ticketsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => {
      const pid = TICKET.exec(name)?.[1];
      if (pid === undefined) return false;
      if (isAlive(Number(pid))) return true;
      rmSync(join(folder, name), { force: true });
      return false;
    })
    .sort();
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemCodeOf(error) === 'EPERM';
  }
}

/** What changes with each heartbeat of a ticket's owner. */
function stateOf(path: string): string {
  return `${path} ${statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0}`;
}

/** Undefined for a ticket that was just removed, or is being written. */
function readTicket(path: string): Ticket | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Ticket; // only this user's programs can write here
  } catch (error) {
    if (error instanceof SyntaxError || systemCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function isOf(ticket: MessageOwner, { agent, session }: MessageOwner): boolean {
  return ticket.agent === agent && (session === undefined || ticket.session === session);
}
