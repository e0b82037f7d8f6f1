import {
  type FromPlayer,
  isToPlayer,
  type PlayerAction,
  type PlayerChunk,
  type PlayerState,
  type ReadingOffset,
  type ToPlayer,
  type VoiceOption,
} from '../protocol';
import type { OpenOutput, Timers } from './audioOutput';
import { stepSpeed } from './format';
import type { PlayerControls } from './keyboard';
import { Playback } from './playback';

/** What the controller shows to the user. */
export interface PlayerView {
  showTitle(title: string): void;
  showState(state: PlayerState): void;
  showChunk(chunk: PlayerChunk): void;
  /** @param progress 0–1; @param seconds heard so far */
  showProgress(progress: number, seconds: number): void;
  showStatus(text: string | undefined, progress: number | undefined): void;
  showVoices(voice: string, voices: readonly VoiceOption[]): void;
  showSpeed(speed: number): void;
}

const TICK_MS = 250;
/** A new speed is sent after this delay, so that dragging the slider causes one change. */
const SPEED_DELAY_MS = 250;

/** Connects the extension's messages, the playback and the user interface. */
export class PlayerController implements PlayerControls {
  readonly #view: PlayerView;
  readonly #timers: Timers;
  readonly #post: (message: FromPlayer) => void;
  readonly #playback: Playback;
  #session = 0;
  #offset: ReadingOffset = { progress: 0, seconds: 0 };
  #speed = 1;
  #cancelTick: (() => void) | undefined;
  #cancelSpeed: (() => void) | undefined;

  constructor(view: PlayerView, open: OpenOutput, timers: Timers, post: (message: FromPlayer) => void) {
    this.#view = view;
    this.#timers = timers;
    this.#post = post;
    this.#playback = new Playback(open, timers, {
      state: (state) => {
        this.#onState(state);
      },
      chunkStarted: (chunk) => {
        view.showChunk(chunk);
        this.#tick();
      },
      finished: () => {
        post({ type: 'finished', session: this.#session });
      },
      problem: (message) => {
        this.report(message);
      },
    });
    view.showState('idle');
  }

  /** Handles a message from the extension. Malformed messages are ignored with a warning. */
  receive(data: unknown): void {
    if (isToPlayer(data)) this.#handle(data);
    else console.warn('Kokoro player: ignored a malformed message', data);
  }

  toggle(): void {
    if (this.#playback.state === 'playing' || this.#playback.state === 'waiting') this.pause();
    else this.resume();
  }

  pause(): void {
    this.#command('pause');
  }

  resume(): void {
    this.#command('resume');
  }

  stop(): void {
    this.#command('stop');
  }

  setSpeed(speed: number): void {
    this.#speed = speed;
    this.#view.showSpeed(speed);
    this.#cancelSpeed?.();
    this.#cancelSpeed = this.#timers.after(SPEED_DELAY_MS, () => {
      this.#cancelSpeed = undefined;
      this.#post({ type: 'speed', speed });
    });
  }

  stepSpeed(direction: 1 | -1): void {
    this.setSpeed(stepSpeed(this.#speed, direction));
  }

  setVoice(voice: string): void {
    this.#post({ type: 'voice', voice });
  }

  /** Writes a problem to the extension's log. */
  report(message: string): void {
    this.#post({ type: 'problem', message });
  }

  #handle(message: ToPlayer): void {
    switch (message.type) {
      case 'settings':
        this.#view.showVoices(message.voice, message.voices);
        // A speed that waits to be sent is newer than the one received.
        if (this.#cancelSpeed) break;
        this.#speed = message.speed;
        this.#view.showSpeed(message.speed);
        break;
      case 'start':
        if (message.session < this.#session) break;
        this.#session = message.session;
        this.#offset = message.offset ?? { progress: 0, seconds: 0 };
        this.#view.showTitle(message.title);
        this.#view.showProgress(this.#offset.progress, this.#offset.seconds);
        this.#playback.start(this.#offset.progress);
        break;
      case 'chunk':
        if (message.session === this.#session) this.#playback.add(message.chunk);
        break;
      case 'end':
        if (message.session === this.#session) this.#playback.end();
        break;
      case 'status':
        this.#view.showStatus(message.text, message.progress);
        break;
      case 'control':
        this.#playback[message.action]();
        break;
    }
  }

  #command(command: PlayerAction): void {
    if (this.#playback.state === 'idle') return;
    // Sent first, so that the extension receives it before the state that results from it.
    this.#post({ type: 'command', command });
    this.#playback[command]();
  }

  #onState(state: PlayerState): void {
    this.#view.showState(state);
    this.#post({ type: 'state', session: this.#session, state });
    this.#cancelTick?.();
    this.#cancelTick = undefined;
    if (state !== 'playing') return;
    this.#cancelTick = this.#timers.every(TICK_MS, () => {
      this.#tick();
    });
  }

  #tick(): void {
    const position = this.#playback.position();
    if (!position) return;
    const { index, played, progress } = position;
    this.#view.showProgress(progress, this.#offset.seconds + played);
    this.#post({ type: 'position', session: this.#session, index, played });
  }
}
