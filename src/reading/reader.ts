import type { AssetProgress } from '../assets/store';
import { type Disposable, DisposableStore } from '../common/disposable';
import { Emitter } from '../common/emitter';
import { isAbort } from '../common/errors';
import type { SourceRange } from '../common/range';
import { nothingSpoken } from '../speech/nothingSpoken';
import type { Speech } from '../speech/speech';
import type { FromPlayer, PlayerAction, PlayerPort, PlayerState, VoiceOption } from '../webview/protocol';
import { describeProgress } from './progress';
import { Reading, type ReadingSettings, type ReadingText, type Start } from './reading';

export type { ReadingSettings, ReadingText };

/** What is going on, for a status bar: `detail` names a download under way, `progress` is the share of the text, 0–1. */
export interface ReaderStatus {
  state: PlayerState;
  progress: number;
  detail?: string | undefined;
}

/** What is heard: a range of the text that is read. */
export interface Spoken {
  text: ReadingText;
  range: SourceRange;
}

/** Reads one text at a time: moves chunks from the engine to the player as fast as they are heard, and no faster. */
export class Reader implements Disposable {
  readonly #speech: Pick<Speech, 'speak'>;
  readonly #player: PlayerPort;
  readonly #settings: () => ReadingSettings;
  readonly #voices: VoiceOption[];
  readonly #disposables = new DisposableStore();
  readonly #status = new Emitter<ReaderStatus>();
  readonly #spoken = new Emitter<Spoken | undefined>();
  readonly #failed = new Emitter<unknown>();
  readonly #restarted = new Emitter<Error>();
  #current: Reading | undefined;
  #lastSession = 0;
  #state: PlayerState = 'idle';
  /** The download under way. */
  #detail: string | undefined;
  /** Settings changed while paused: the reading starts anew where it is when it is resumed. */
  #stale = false;

  readonly onStatus = this.#status.event;
  /** What is heard now; undefined when nothing is. */
  readonly onSpoken = this.#spoken.event;
  /** The reading ended with an error. */
  readonly onFailed = this.#failed.event;
  /** The engine crashed and was started again; the reading goes on. */
  readonly onRestarted = this.#restarted.event;

  /** @param settings asked at every start; call `settingsChanged` when they change */
  constructor(
    speech: Pick<Speech, 'speak'>,
    player: PlayerPort,
    settings: () => ReadingSettings,
    voices: VoiceOption[],
  ) {
    this.#speech = speech;
    this.#player = player;
    this.#settings = settings;
    this.#voices = voices;
    this.#disposables.add(player.onMessage((message) => this.#onMessage(message)));
    this.#disposables.add(player.onClosed(() => this.stop()));
    this.#disposables.add(player.onReload(() => this.#reloaded()));
  }

  get state(): PlayerState {
    return this.#state;
  }

  /** The text that is being read and the offset in it that has been reached. */
  get place(): { text: ReadingText; from: number } | undefined {
    const reading = this.#current;
    if (!reading) return undefined;
    return { text: reading.text, from: reading.place.from };
  }

  /** Reads a text from offset `from` on; what was being read stops at once. */
  read(text: ReadingText, from = 0): void {
    this.stop();
    this.#postSettings();
    void this.#run(text, { from, seconds: 0 });
  }

  stop(): void {
    const reading = this.#current;
    if (!reading) return;
    this.#leave(reading);
    this.#player.post({ type: 'control', action: 'stop' });
    this.#setState('idle');
  }

  pauseOrResume(): void {
    if (!this.#current) return;
    if (this.#state !== 'paused') {
      this.#player.post({ type: 'control', action: 'pause' });
      this.#setState('paused'); // at once: what comes before the player's answer must not un-pause
    } else if (this.#stale) this.#restart();
    else this.#player.post({ type: 'control', action: 'resume' });
  }

  /** Shows the settings of now in the player and goes on with them from the chunk that is heard. */
  settingsChanged(): void {
    this.#postSettings();
    if (this.#current && this.#state === 'paused') this.#stale = true;
    else this.#restart();
  }

  dispose(): void {
    this.stop();
    this.#disposables.dispose();
  }

  /** The page was made anew and knows nothing: it gets the reading again, paused if it was. */
  #reloaded(): void {
    const paused = this.#state === 'paused';
    this.#restart();
    if (paused) this.pauseOrResume();
  }

  async #run(text: ReadingText, start: Start): Promise<void> {
    const reading = new Reading(++this.#lastSession, text, start);
    this.#current = reading;
    this.#stale = false;
    const offset = { progress: start.from / text.text.length, seconds: start.seconds };
    this.#player.post({ type: 'start', session: reading.session, title: text.title, offset });
    this.#setState('waiting');
    try {
      await this.#send(reading);
    } catch (error) {
      if (this.#current !== reading || isAbort(error)) return;
      this.stop();
      this.#failed.fire(error);
    }
  }

  /** Sends the whole reading, waiting whenever the player has enough. */
  async #send(reading: Reading): Promise<void> {
    const { session, start, signal } = reading;
    const chunks = this.#speech.speak(reading.request(this.#settings()), {
      signal,
      onProgress: (progress) => this.#showProgress(reading, progress),
      onReady: () => this.#showProgress(reading, undefined),
      onRestart: (error) => this.#restarted.fire(error),
    });
    for await (const chunk of chunks) {
      if (this.#current !== reading) return;
      this.#player.post({ type: 'chunk', session, chunk: reading.add(chunk) });
      await reading.untilWanted();
      if (this.#current !== reading) return;
    }
    if (reading.isEmpty && start.from === 0) throw nothingSpoken(reading.text.text);
    this.#player.post({ type: 'end', session });
  }

  #onMessage(message: FromPlayer): void {
    if (message.type === 'command') this.#onCommand(message.command);
    const reading = this.#current;
    if (!reading || !('session' in message) || message.session !== reading.session) return;
    if (message.type === 'state') this.#onState(message.state);
    else if (message.type === 'position') this.#onPosition(reading, message);
    else {
      this.#leave(reading);
      this.#setState('idle');
    }
  }

  /** The player has done it already; what is left is this side's part. */
  #onCommand(command: PlayerAction): void {
    if (command === 'stop') this.stop();
    else if (command === 'resume' && this.#stale) this.#restart();
  }

  #onState(state: PlayerState): void {
    if (state === 'blocked' && this.#state !== 'blocked') this.#player.reveal(); // the click must be possible
    this.#setState(state);
  }

  #onPosition(reading: Reading, position: { index: number; played: number }): void {
    if (!reading.playedTo(position)) return;
    const { heard: range, text } = reading;
    this.#spoken.fire(range && { text, range });
    this.#fireStatus();
  }

  #restart(): void {
    const reading = this.#current;
    if (!reading) return;
    this.#leave(reading);
    void this.#run(reading.text, reading.place);
  }

  /** Ends a reading on this side. */
  #leave(reading: Reading): void {
    this.#current = undefined;
    reading.end();
    this.#player.post({ type: 'status', text: undefined });
    this.#detail = undefined;
    this.#spoken.fire(undefined);
  }

  #postSettings(): void {
    const { voice, speed } = this.#settings();
    this.#player.post({ type: 'settings', voice, speed, voices: this.#voices });
  }

  #showProgress(reading: Reading, progress: AssetProgress | undefined): void {
    if (this.#current !== reading) return; // a download goes on for a moment after its reading was stopped
    const text = progress && describeProgress(progress);
    const share = progress && progress.totalBytes > 0 ? { progress: progress.receivedBytes / progress.totalBytes } : {};
    this.#player.post({ type: 'status', text, ...share });
    this.#detail = text;
    this.#fireStatus();
  }

  #setState(state: PlayerState): void {
    this.#state = state;
    this.#fireStatus();
  }

  #fireStatus(): void {
    this.#status.fire({ state: this.#state, progress: this.#current?.progress ?? 0, detail: this.#detail });
  }
}
