import type { AssetProgress } from '../assets/store';
import { type Disposable, DisposableStore } from '../common/disposable';
import { Emitter } from '../common/emitter';
import { type ErrorCode, KokoroError, messageOf } from '../common/errors';
import type { Logger } from '../common/log';
import type { Outline } from '../document/outline';
import type { SourceRange } from '../common/range';
import type { Speech, SpeechRequest } from '../speech/speech';
import type { IdleOffer, PlayerPort, PlayerReport, PlayerState, Skip, VoiceOption } from '../webview/protocol';
import { moveRange, type TextEdits } from './edits';
import { type ChosenSetting, dispatch, type PlayerListener, type PlayerWish } from './playerMessages';
import { describeProgress } from './progress';
import { ReadingSession, type Start } from './readingSession';
import { type ReadingSettings, type ReadingText, requestFor } from './readingText';
import { SessionRunner } from './sessionRunner';
import { isSameText, ShownDocument } from './shownDocument';
import { SleepTimer } from './sleepTimer';
import { VoicePace } from './voicePace';

/** What the reader is doing. */
export interface ReaderStatus {
  state: PlayerState;
  /** The agent whose message is read. */
  agent?: string | undefined;
  /** The part of the text read, 0–1. */
  progress: number;
  /** Seconds left at the current speed; undefined while nothing is read. */
  secondsLeft?: number | undefined;
  /** Minutes until the sleep timer ends the reading. */
  sleepMinutes?: number | undefined;
  /** Describes a download. */
  detail?: string | undefined;
}

/** What is being heard of a text. */
export interface Spoken {
  text: ReadingText;
  sentence: SourceRange;
  /** Left out when the model does not tell when words are spoken. */
  word?: SourceRange;
}

/** How far a text was read. */
export interface Place {
  text: ReadingText;
  from: number;
  secondsLeft: number;
}

/** A reading that a voice sample interrupts. */
interface Suspended {
  text: ReadingText;
  start: Start;
  paused: boolean;
}

/** Reading the same text with the same settings again would fail again. */
const FINAL: ReadonlySet<ErrorCode> = new Set([
  ...(['nothing-to-read', 'voice-mismatch', 'voice-unknown', 'voice-blend-invalid'] as const),
]);
/** Reads one text at a time: pulls chunks of speech and sends them to the player a few seconds ahead. */
export class Reader implements Disposable {
  readonly #log: Logger;
  readonly #speech: Pick<Speech, 'speak' | 'outline'>;
  readonly #player: PlayerPort;
  readonly #settings: () => ReadingSettings;
  readonly #voices: () => VoiceOption[];
  readonly #disposables = new DisposableStore();
  readonly #status = new Emitter<ReaderStatus>();
  readonly #spoken = new Emitter<Spoken | undefined>();
  readonly #left = new Emitter<Place & { finished: boolean }>();
  readonly #failed = new Emitter<unknown>();
  readonly #restarted = new Emitter<Error>();
  readonly #lostPlace = new Emitter<ReadingText>();
  readonly #settingChosen = new Emitter<ChosenSetting>();
  readonly #wished = new Emitter<PlayerWish>();
  readonly #shown: ShownDocument;
  readonly #sleep: SleepTimer;
  readonly #pace = new VoicePace();
  #runner: SessionRunner | undefined;
  /** Whether the voice sample is being heard, and the reading that it interrupts. */
  #sampling = false;
  #suspended: Suspended | undefined;
  /** What `retry` reads. */
  #failure: { text: ReadingText; start: Start } | undefined;
  #offer: IdleOffer | undefined;
  #sleepAtSection = false;
  #lastId = 0;
  #state: PlayerState = 'idle';
  /** The player was told to pause and has not done so yet: the states it reports are older. */
  #pausing = false;
  /** Describes the download in progress. */
  #detail: string | undefined;

  readonly onStatus = this.#status.event;
  /** The text being heard; undefined when nothing is. */
  readonly onSpoken = this.#spoken.event;
  /** A reading ended, at the end of its text (`finished`) or before. */
  readonly onLeft = this.#left.event;
  /** The reading ended with an error. */
  readonly onFailed = this.#failed.event;
  /** The engine crashed and was restarted; reading continues. */
  readonly onRestarted = this.#restarted.event;
  /** So much of the text was replaced that its place is lost; reading continues behind what was replaced. */
  readonly onLostPlace = this.#lostPlace.event;
  /** The user chose a setting in the player. Save it, then call `settingsChanged` or `showSettings`. */
  readonly onSettingChosen = this.#settingChosen.event;
  /** The user asked for something in the player. */
  readonly onWish = this.#wished.event;

  /**
   * @param settings read whenever speech is planned
   * @param voices offered in the player; read whenever the settings are shown
   */
  constructor(
    speech: Pick<Speech, 'speak' | 'outline'>,
    player: PlayerPort,
    settings: () => ReadingSettings,
    voices: () => VoiceOption[],
    log: Logger,
  ) {
    this.#log = log;
    this.#speech = speech;
    this.#player = player;
    this.#settings = settings;
    this.#voices = voices;
    const request = (text: ReadingText): SpeechRequest => requestFor(text, settings());
    this.#shown = this.#disposables.add(new ShownDocument(speech, player, request, log, () => this.#applySleep()));
    this.#sleep = new SleepTimer(
      () => this.showSettings(),
      () => {
        if (this.#sampling || this.#runner?.fallAsleep() === false) this.stop();
      },
    );
    const listener = this.#listener();
    this.#disposables.add(player.onMessage((message) => dispatch(message, listener)));
    this.#disposables.add(player.onClosed(() => this.stop()));
    this.#disposables.add(player.onReload(() => this.#reloaded()));
  }

  get #session(): ReadingSession | undefined {
    return this.#runner?.session;
  }

  get state(): PlayerState {
    return this.#state;
  }

  /** The document being read, or read last. */
  get document(): ReadingText | undefined {
    return this.#shown.text;
  }

  /** The text being read and the offset reached in it. */
  get place(): Place | undefined {
    const session = this.#session;
    return session && this.#placeOf(session);
  }

  /** The word being heard, or heard last in this reading. */
  get spokenWord(): SourceRange | undefined {
    return this.#session?.spoken?.word;
  }

  get sleepMinutes(): number | undefined {
    return this.#sleep.minutes;
  }

  /** Stops the current reading and reads a text from offset `from`. */
  read(text: ReadingText, from = 0): void {
    const elapsed = this.#session && isSameText(this.#session.text, text) ? this.#session.place.elapsed : 0;
    this.stop();
    this.#read(text, { from, elapsed });
  }

  stop(): void {
    this.#suspended = undefined;
    if (!this.#session) return;
    this.#leave(this.#session);
    this.#sampling = false;
    this.#player.post({ type: 'control', action: 'stop' });
    this.#setState('idle');
  }

  pauseOrResume(): void {
    if (this.#state === 'paused') {
      this.#pausing = false;
      this.#player.post({ type: 'control', action: 'resume' });
    } else this.pause();
  }

  pause(): void {
    if (!this.#session || this.#state === 'paused') return;
    this.#player.post({ type: 'control', action: 'pause' });
    this.#pausing = true;
    this.#setState('paused');
  }

  /** Goes to another sentence, paragraph or heading, and reads on. */
  async skip(skip: Skip): Promise<void> {
    const session = this.#session;
    if (!session) return;
    if (!this.#shown.map) await this.#shown.loading;
    if (this.#session !== session) return;
    const target = this.#shown.map?.target(skip, session.place.from, session.sentenceSeconds);
    if (target !== undefined) this.#restart(target);
  }

  /** Reads the shown document on from an offset. */
  seek(offset: number): void {
    if (this.#session) this.#restart(offset);
    else if (this.document) this.#read(this.document, { from: offset, elapsed: 0 });
  }

  /** Reads what failed once more. */
  retry(): void {
    if (this.#failure) this.#read(this.#failure.text, this.#failure.start);
  }

  /**
   * Ends the reading after so many minutes, at the end of a sentence, or at the end of the section.
   * @param minutes undefined turns the timer off
   */
  sleepAfter(minutes: number | undefined, atSection = false): void {
    this.#sleepAtSection = atSection;
    this.#sleep.set(minutes);
    this.#applySleep();
    this.#fireStatus();
  }

  #applySleep(): void {
    const session = this.#session;
    if (!session || this.#sampling) return;
    const end = this.#sleepAtSection ? this.#shown.map?.target('nextHeading', session.place.from, 0) : undefined;
    this.#runner?.endAt(end);
  }

  /** Interrupts the reading for a sample of a voice. */
  playSample(text: ReadingText): void {
    const session = this.#session;
    if (session && !this.#sampling)
      this.#suspended = { text: session.text, start: session.place, paused: this.#state === 'paused' };
    if (session) this.#leave(session);
    this.#sampling = true;
    const whole = { start: 0, end: text.text.length };
    const blocks: Outline = [{ kind: 'paragraph', runs: [{ text: text.text, source: whole }], sentences: [whole] }];
    this.#player.post({ type: 'document', title: text.title, length: whole.end, blocks });
    this.#run(text, { from: 0, elapsed: 0 }, { sample: text.voice ?? '' });
  }

  /** Ends the sample and returns to the reading that it interrupted. */
  endSample(): void {
    const suspended = this.#suspended;
    if (this.#sampling) {
      this.stop();
      this.#sampling = false; // also if it was heard to its end
      this.#shown.post();
    }
    if (!suspended) return;
    this.#run(suspended.text, suspended.start, { resumed: true });
    if (suspended.paused) this.pause();
  }

  /**
   * The document was edited. The current sentence continues; later sentences that changed are synthesized again.
   * @param edits in offsets of the text being read
   */
  edit(edits: TextEdits, edited: ReadingText): void {
    if (!this.document) return;
    this.#shown.edit(edits, edited);
    if (this.#suspended) {
      const { start } = this.#suspended;
      const from = moveRange({ start: start.from, end: start.from }, edits).end;
      this.#suspended = { ...this.#suspended, text: edited, start: { ...start, from } };
      return;
    }
    if (this.#sampling || !this.#runner) return;
    if (this.#runner.edit(edits, edited)) this.#lostPlace.fire(edited);
    // Marks that were set while the edit was on its way are in the wrong place.
    if (this.#runner.session.spoken) this.#fireSpoken(this.#runner.session);
  }

  /** Shows what an idle player offers to read. */
  offer(offer: IdleOffer): void {
    this.#offer = offer;
    this.#player.post({ type: 'offer', offer });
  }

  /** Shows the current settings in the player. */
  showSettings(): void {
    const { voice, speed, volume, pauseAfter } = this.#settings();
    const sleepMinutes = this.#sleep.minutes;
    const sleep = { sleepMinutes, sleepAtSection: this.#sleepAtSection };
    this.#player.post({ type: 'settings', voices: this.#voices(), voice, speed, volume, pauseAfter, ...sleep });
  }

  /** Shows the current settings and continues with them after the sentence being heard. */
  settingsChanged(): void {
    this.showSettings();
    this.#session?.setSpeed(this.#settings().speed);
    this.#runner?.settingsChanged();
    this.#shown.refresh();
  }

  dispose(): void {
    this.stop();
    this.#sleep.set(undefined);
    this.#disposables.dispose();
  }

  #read(text: ReadingText, start: Start): void {
    const loadOutline = this.#shown.show(text);
    this.#run(text, start);
    loadOutline();
  }

  /** The page was reloaded and lost its state: sends the reading again, paused if it was. */
  #reloaded(): void {
    const paused = this.#state === 'paused';
    this.#shown.post();
    if (!this.#session) return;
    this.#restart(this.#session.place.from);
    if (paused) this.pause();
  }

  #run(
    text: ReadingText,
    start: Start,
    { readCodeUntil, ...kind }: { readCodeUntil?: number; sample?: string; resumed?: true } = {},
  ): void {
    const session = new ReadingSession(++this.#lastId, text, start, this.#settings().speed);
    const runner = new SessionRunner(session, {
      speech: this.#speech,
      player: this.#player,
      request: (text, from, readCode) => requestFor(text, this.#settings(), from, readCode),
      onProgress: (progress) => this.#showProgress(progress),
      onRestart: (error) => this.#restarted.fire(error),
      onChunk: (chunk) => this.#pace.learn(chunk),
      onFailed: (error) => this.#fail(session, error),
    });
    this.#runner = runner;
    this.#failure = undefined;
    this.#player.post({ type: 'start', session: session.id, title: text.title, ...start, ...kind });
    this.#setState('waiting');
    runner.start(start.from, readCodeUntil);
    this.#applySleep();
  }

  #listener(): PlayerListener {
    return {
      ready: () => {
        this.showSettings();
        if (this.#offer) this.offer(this.#offer);
      },
      report: (message) => {
        if (this.#session?.id === message.session) this.#onReport(this.#session, message);
      },
      stop: () => this.stop(),
      skip: (skip) => void this.skip(skip),
      seek: (offset) => this.seek(offset),
      readCode: (offset) => this.#readCode(offset),
      sleepAfter: (minutes, atSection) => this.sleepAfter(minutes, atSection),
      retry: () => this.retry(),
      endSample: () => this.endSample(),
      choose: (setting) => this.#settingChosen.fire(setting),
      wish: (wish) => this.#wished.fire(wish),
    };
  }

  #onReport(session: ReadingSession, message: PlayerReport): void {
    switch (message.type) {
      case 'state':
        this.#onState(session, message.state);
        break;
      case 'scheduled':
        this.#logStart(session, message);
        break;
      case 'position':
        if (session.playedTo(message)) this.#fireSpoken(session);
        this.#fireStatus();
        break;
      case 'word':
        if (session.wordHeard(message)) this.#fireSpoken(session);
        break;
      case 'finished':
        this.#leave(session, this.#runner?.asleep === false);
        if (this.#sleepAtSection) this.sleepAfter(undefined);
        this.#setState('idle');
        this.endSample();
        break;
    }
  }

  #logStart({ age }: ReadingSession, { at, lead, latency }: Extract<PlayerReport, { type: 'scheduled' }>): void {
    const ago = Date.now() - at;
    const after = ago >= 0 && ago <= age ? age - ago : age; // the page may be on a machine with another time
    const [scheduling, device] = [lead, latency].map((seconds) => Math.round(1000 * seconds));
    this.#log.info(
      `The first sample was scheduled ${Math.round(after)} ms after the command, ${scheduling} ms ahead; the device takes ${device} ms.`,
    );
  }

  #onState(session: ReadingSession, state: PlayerState): void {
    if (this.#pausing && state !== 'paused') return;
    this.#pausing = false;
    if (state === 'waiting' && this.#state === 'playing') session.setAhead(0);
    if (state === 'blocked' && this.#state !== 'blocked') this.#player.reveal(); // the user must be able to click
    this.#setState(state);
  }

  /** Reads a code block that was only announced. */
  #readCode(offset: number): void {
    const block = this.#shown.map?.blockAt(offset);
    if (!block || !this.document) return;
    if (this.#session) this.#restart(block.start, block.end);
    else this.#run(this.document, { from: block.start, elapsed: 0 }, { readCodeUntil: block.end });
  }

  /** Reads on from another offset. */
  #restart(from: number, readCodeUntil?: number): void {
    const session = this.#session;
    if (!session || this.#sampling) return; // there is nothing to find in a sample
    const { elapsed } = session.place;
    this.#end();
    this.#run(session.text, { from, elapsed }, readCodeUntil === undefined ? {} : { readCodeUntil });
  }

  #fail(session: ReadingSession, error: unknown): void {
    this.#failure = { text: session.text, start: session.place };
    const canRetry = !(error instanceof KokoroError && FINAL.has(error.code));
    this.stop();
    this.#player.post({ type: 'failed', message: messageOf(error), canRetry });
    this.#failed.fire(error);
  }

  /** Ends a session without telling the player to stop. */
  #leave(session: ReadingSession, finished = false): void {
    const place = this.#placeOf(session);
    this.#end();
    this.#spoken.fire(undefined);
    this.#left.fire({ ...place, finished });
  }

  #end(): void {
    this.#runner?.end();
    this.#runner = undefined;
    this.#pausing = false;
    if (this.#detail === undefined) return;
    this.#player.post({ type: 'status', text: undefined });
    this.#detail = undefined;
  }

  #showProgress(progress: AssetProgress | undefined): void {
    const text = progress && describeProgress(progress);
    const share = progress && progress.totalBytes > 0 ? { progress: progress.receivedBytes / progress.totalBytes } : {};
    this.#player.post({ type: 'status', text, ...share });
    this.#detail = text;
    this.#fireStatus();
  }

  #placeOf(session: ReadingSession): Place {
    const { from } = session.place;
    const { text } = session;
    const map = this.#sampling ? undefined : this.#shown.map;
    const letters = map?.lettersAfter(from) ?? text.text.length - from;
    return { text, from, secondsLeft: this.#pace.secondsFor(letters, this.#settings().speed) };
  }

  #setState(state: PlayerState): void {
    this.#state = state;
    this.#fireStatus();
  }

  #fireSpoken(session: ReadingSession): void {
    const { spoken, text } = session;
    this.#spoken.fire(spoken && { text, ...spoken });
  }

  #fireStatus(): void {
    const place = this.place;
    this.#status.fire({
      state: this.#state,
      agent: place?.text.agent,
      progress: place ? place.from / place.text.text.length : 0,
      secondsLeft: place?.secondsLeft,
      sleepMinutes: this.#sleep.minutes,
      detail: this.#detail,
    });
  }
}
