import type { AssetProgress } from '../assets/store';
import { type Disposable, DisposableStore } from '../common/disposable';
import { Emitter } from '../common/emitter';
import { isAbort } from '../common/errors';
import type { SourceRange } from '../common/range';
import { nothingSpoken } from '../speech/nothingSpoken';
import type { Speech } from '../speech/speech';
import type { FromPlayer, PlayerAction, PlayerPort, PlayerReport, PlayerState, VoiceOption } from '../webview/protocol';
import { describeProgress } from './progress';
import { ReadingSession, type ReadingSettings, type ReadingText, type Start } from './readingSession';

export type { ReadingSettings, ReadingText };

/** What the reader is doing. `detail` describes a download; `progress` is the part of the text read, 0–1. */
export interface ReaderStatus {
  state: PlayerState;
  progress: number;
  detail?: string | undefined;
}

/** The range of a text that is being heard. */
export interface Spoken {
  text: ReadingText;
  range: SourceRange;
}

/** A speed or voice that the user chose in the player. */
export type ChosenSetting = { name: 'speed'; value: number } | { name: 'voice'; value: string };

/** Reads one text at a time: pulls chunks of speech and sends them to the player a few seconds ahead. */
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
  readonly #settingChosen = new Emitter<ChosenSetting>();
  #current: ReadingSession | undefined;
  #lastId = 0;
  #state: PlayerState = 'idle';
  /** Describes the download in progress. */
  #detail: string | undefined;
  /** Settings changed while paused: resuming starts a new session. */
  #stale = false;

  readonly onStatus = this.#status.event;
  /** The text being heard; undefined when nothing is. */
  readonly onSpoken = this.#spoken.event;
  /** The reading ended with an error. */
  readonly onFailed = this.#failed.event;
  /** The engine crashed and was restarted; reading continues. */
  readonly onRestarted = this.#restarted.event;
  /** The user chose a speed or voice in the player. Save it, then call `settingsChanged`. */
  readonly onSettingChosen = this.#settingChosen.event;

  /**
   * @param settings read at the start of every session; call `settingsChanged` when they change
   * @param voices offered in the player
   */
  constructor(
    speech: Pick<Speech, 'speak'>,
    player: PlayerPort,
    settings: () => ReadingSettings,
    voices: readonly VoiceOption[],
  ) {
    this.#speech = speech;
    this.#player = player;
    this.#settings = settings;
    this.#voices = voices.map(({ name, label }) => ({ name, label }));
    this.#disposables.add(player.onMessage((message) => this.#onMessage(message)));
    this.#disposables.add(player.onClosed(() => this.stop()));
    this.#disposables.add(player.onReload(() => this.#reloaded()));
  }

  get state(): PlayerState {
    return this.#state;
  }

  /** The text being read and the offset reached in it. */
  get place(): { text: ReadingText; from: number } | undefined {
    const session = this.#current;
    return session && { text: session.text, from: session.resumePoint.from };
  }

  /** Stops the current reading and reads a text from offset `from`. */
  read(text: ReadingText, from = 0): void {
    this.stop();
    void this.#run(text, { from, seconds: 0 });
  }

  stop(): void {
    if (!this.#current) return;
    this.#leave(this.#current);
    this.#player.post({ type: 'control', action: 'stop' });
    this.#setState('idle');
  }

  pauseOrResume(): void {
    if (!this.#current) return;
    if (this.#state !== 'paused') {
      this.#player.post({ type: 'control', action: 'pause' });
      this.#setState('paused'); // now: messages sent before the player pauses must not undo it
    } else if (this.#stale) this.#restart();
    else this.#player.post({ type: 'control', action: 'resume' });
  }

  /** Shows the current settings in the player and continues with them from the chunk being heard. */
  settingsChanged(): void {
    this.#postSettings();
    if (this.#current && this.#state === 'paused') this.#stale = true;
    else this.#restart();
  }

  dispose(): void {
    this.stop();
    this.#disposables.dispose();
  }

  /** The page was reloaded and lost its state: sends the reading again, paused if it was. */
  #reloaded(): void {
    const paused = this.#state === 'paused';
    this.#restart();
    if (paused) this.pauseOrResume();
  }

  async #run(text: ReadingText, start: Start): Promise<void> {
    const session = new ReadingSession(++this.#lastId, text, start);
    this.#current = session;
    this.#stale = false;
    const offset = { progress: start.from / text.text.length, seconds: start.seconds };
    this.#player.post({ type: 'start', session: session.id, title: text.title, offset });
    this.#setState('waiting');
    try {
      await this.#send(session);
    } catch (error) {
      if (this.#current !== session || isAbort(error)) return;
      this.stop();
      this.#failed.fire(error);
    }
  }

  /** Sends every chunk of a session, waiting whenever the player has enough. */
  async #send(session: ReadingSession): Promise<void> {
    const { id, start, signal } = session;
    const chunks = this.#speech.speak(session.request(this.#settings()), {
      signal,
      buffered: () => session.buffered,
      onProgress: (progress) => this.#showProgress(session, progress),
      onReady: () => this.#showProgress(session, undefined),
      onRestart: (error) => this.#restarted.fire(error),
    });
    for await (const chunk of chunks) {
      if (this.#current !== session) return;
      this.#player.post({ type: 'chunk', session: id, chunk: session.add(chunk) });
      await session.untilWanted();
      if (this.#current !== session) return;
    }
    if (session.isEmpty && start.from === 0) throw nothingSpoken(session.text.text);
    this.#player.post({ type: 'end', session: id });
  }

  #onMessage(message: FromPlayer): void {
    switch (message.type) {
      case 'ready':
        this.#postSettings();
        break;
      case 'command':
        this.#onCommand(message.command);
        break;
      case 'speed':
        this.#settingChosen.fire({ name: 'speed', value: message.speed });
        break;
      case 'voice':
        this.#settingChosen.fire({ name: 'voice', value: message.voice });
        break;
      case 'state':
      case 'position':
      case 'finished':
        if (this.#current?.id === message.session) this.#onReport(this.#current, message);
        break;
      case 'problem': // logged by the channel
        break;
    }
  }

  #onReport(session: ReadingSession, message: PlayerReport): void {
    if (message.type === 'state') this.#onState(message.state);
    else if (message.type === 'position') this.#onPosition(session, message);
    else {
      this.#leave(session);
      this.#setState('idle');
    }
  }

  /** The player has already obeyed the command; this does the extension's part. */
  #onCommand(command: PlayerAction): void {
    if (command === 'stop') this.stop();
    else if (command === 'resume' && this.#stale) this.#restart();
  }

  #onState(state: PlayerState): void {
    if (state === 'blocked' && this.#state !== 'blocked') this.#player.reveal(); // the user must be able to click
    this.#setState(state);
  }

  #onPosition(session: ReadingSession, position: { index: number; played: number }): void {
    if (!session.playedTo(position)) return;
    const { heard: range, text } = session;
    this.#spoken.fire(range && { text, range });
    this.#fireStatus();
  }

  #restart(): void {
    const session = this.#current;
    if (!session) return;
    this.#leave(session);
    void this.#run(session.text, session.resumePoint);
  }

  /** Ends a session without telling the player to stop. */
  #leave(session: ReadingSession): void {
    this.#current = undefined;
    session.end();
    this.#player.post({ type: 'status', text: undefined });
    this.#detail = undefined;
    this.#spoken.fire(undefined);
  }

  #postSettings(): void {
    const { voice, speed } = this.#settings();
    this.#player.post({ type: 'settings', voice, speed, voices: this.#voices });
  }

  #showProgress(session: ReadingSession, progress: AssetProgress | undefined): void {
    if (this.#current !== session) return; // a download may report once more after its reading was stopped
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
