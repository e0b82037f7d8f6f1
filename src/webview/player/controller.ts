import {
  type FromPlayer,
  type IdleOffer,
  isToPlayer,
  type PausePoint,
  type PlayerAction,
  type PlayerChunk,
  type PlayerSettings,
  type PlayerState,
  type Request,
  type Skip,
  type ToPlayer,
} from '../protocol';
import type { OpenOutput, Timers } from './audioOutput';
import { DocumentIndex } from './documentIndex';
import { stepSpeed } from './format';
import type { PlayerControls } from './keyboard';
import { Pace } from './pace';
import { Playback } from './playback';
import type { Stretch } from './stretch/stretch';

/** Where the reading is in the document. */
export interface Timeline {
  /** The part of the document read, 0–1. */
  share: number;
  /** Seconds spent listening to the document so far. */
  elapsed: number;
  /** Seconds to its end at `speed`, estimated. */
  remaining: number;
  speed: number;
  /** The heading of the section being read. */
  heading: string | undefined;
}

/** What the controller shows to the user. */
export interface PlayerView {
  showDocument(document: DocumentIndex): void;
  /** A reading starts at the source offset `from`. */
  showStart(title: string, from: number): void;
  showState(state: PlayerState): void;
  showChunk(chunk: PlayerChunk): void;
  /** A word of the chunk shown last is heard. */
  showWord(word: number): void;
  showTimeline(timeline: Timeline): void;
  showStatus(text: string | undefined, progress: number | undefined): void;
  showFailure(failure: { message: string; canRetry: boolean } | undefined): void;
  showOffer(offer: IdleOffer): void;
  showSettings(settings: PlayerSettings): void;
  /** Shows all voices in the place of the text. */
  showGallery(): void;
  /** Shows the text again. */
  hideGallery(): void;
  /** A sample of a voice is heard. */
  showSample(voice: string | undefined): void;
}

const TICK_MS = 250;
/** A new speed or volume is sent after this delay, so that dragging a slider causes one change. */
const SEND_DELAY_MS = 250;

/** Connects the extension's messages, the playback and the user interface. */
export class PlayerController implements PlayerControls {
  readonly #view: PlayerView;
  readonly #timers: Timers;
  readonly #post: (message: FromPlayer) => void;
  readonly #playback: Playback;
  #session = 0;
  /** Whether the session's first sample was scheduled. */
  #scheduled = false;
  #document = new DocumentIndex({ title: '', blocks: [] });
  #pace = new Pace();
  /** Seconds of listening before this session, and in it. */
  #elapsed = 0;
  #heard = 0;
  /** Source offset of what is heard. */
  #offset = 0;
  #settings: PlayerSettings = { voice: '', voices: [], speed: 1, volume: 1, pauseAfter: 'never' };
  #offer: IdleOffer = { unfinished: [] };
  #cancelTick: (() => void) | undefined;
  /** Settings that wait to be sent. */
  readonly #unsent = new Map<'speed' | 'volume', () => void>();

  constructor(
    view: PlayerView,
    open: OpenOutput,
    loadStretch: () => Promise<Stretch>,
    timers: Timers,
    post: (message: FromPlayer) => void,
  ) {
    this.#view = view;
    this.#timers = timers;
    this.#post = post;
    this.#playback = new Playback(open, loadStretch, timers, {
      state: (state) => {
        this.#onState(state);
      },
      chunkStarted: (chunk) => {
        this.#offset = chunk.source.start;
        view.showChunk(chunk);
        this.#tick();
      },
      wordStarted: (chunk, word) => {
        this.#offset = chunk.words[word]?.source.start ?? chunk.source.start;
        view.showWord(word);
        post({ type: 'word', session: this.#session, index: chunk.index, word });
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
    const { state } = this.#playback;
    if (state === 'playing' || state === 'waiting') this.pause();
    else if (state !== 'idle') this.resume();
    else if (this.#offer.active) this.request('readActive');
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

  skip(skip: Skip): void {
    if (this.#playback.state !== 'idle') this.#post({ type: 'skip', skip });
  }

  seek(offset: number): void {
    if (this.#playback.state !== 'idle') this.#post({ type: 'seek', offset });
  }

  readCode(offset: number): void {
    this.#post({ type: 'readCode', offset });
  }

  continueReading(id: string): void {
    this.#post({ type: 'continue', id });
  }

  setSpeed(speed: number): void {
    this.#apply({ speed });
    this.#sendLater('speed', { type: 'speed', speed });
  }

  stepSpeed(direction: 1 | -1): void {
    this.setSpeed(stepSpeed(this.#settings.speed, direction));
  }

  setVoice(voice: string): void {
    this.#apply({ voice });
    this.#post({ type: 'voice', voice });
  }

  openGallery(): void {
    this.#view.showGallery();
  }

  playSample(voice: string | undefined): void {
    this.#post({ type: 'sample', voice });
  }

  setFavourite(voice: string, on: boolean): void {
    this.#post({ type: 'favourite', voice, on });
  }

  saveBlend(name: string, blend: string | undefined): void {
    this.#post({ type: 'saveBlend', name, blend });
  }

  setVolume(volume: number): void {
    this.#apply({ volume });
    this.#sendLater('volume', { type: 'volume', volume });
  }

  setSleep(minutes: number | undefined, atSection = false): void {
    this.#apply({ sleepMinutes: minutes, sleepAtSection: atSection });
    this.#post({ type: 'sleep', minutes, ...(atSection && { atSection }) });
  }

  setPauseAfter(point: PausePoint): void {
    this.#apply({ pauseAfter: point });
    this.#post({ type: 'pauseAfter', point });
  }

  request(request: Request): void {
    this.#post({ type: 'request', request });
  }

  /** Writes a problem to the extension's log. */
  report(message: string): void {
    this.#post({ type: 'problem', message });
  }

  #handle(message: ToPlayer): void {
    if ('session' in message && message.type !== 'start' && message.session !== this.#session) return;
    switch (message.type) {
      case 'settings':
        this.#onSettings(message);
        break;
      case 'document':
        this.#document = new DocumentIndex(message);
        this.#view.showDocument(this.#document);
        this.#showPlace();
        break;
      case 'start':
        if (message.session >= this.#session) this.#onStart(message);
        break;
      case 'chunk':
        this.#pace.learn(message.chunk, this.#document.charactersIn(message.chunk.source));
        this.#playback.add(message.chunk);
        this.#reportStart();
        break;
      case 'cut':
        this.#playback.cut(message.after);
        break;
      case 'move':
        this.#playback.move(message.chunks);
        this.#showPlace();
        break;
      case 'end':
        this.#playback.end();
        break;
      case 'status':
        this.#view.showStatus(message.text, message.progress);
        break;
      case 'failed':
        this.#view.showFailure(message);
        break;
      case 'offer':
        this.#offer = message.offer;
        this.#view.showOffer(message.offer);
        break;
      case 'gallery':
        this.#view.showGallery();
        break;
      case 'control':
        this.#playback[message.action]();
        break;
    }
  }

  #onSettings({ type: _, ...settings }: Extract<ToPlayer, { type: 'settings' }>): void {
    // A value that waits to be sent is newer than the one received.
    const { speed, volume } = this.#settings;
    this.#apply({
      ...{ sleepMinutes: undefined, sleepAtSection: undefined }, // left out when the timer is off
      ...settings,
      ...(this.#unsent.has('speed') && { speed }),
      ...(this.#unsent.has('volume') && { volume }),
    });
  }

  #onStart({ session, title, from, elapsed, sample, resumed }: Extract<ToPlayer, { type: 'start' }>): void {
    this.#session = session;
    this.#scheduled = false;
    this.#elapsed = elapsed;
    this.#heard = 0;
    this.#offset = from;
    this.#view.showFailure(undefined);
    this.#view.showStart(title, from);
    this.#view.showSample(sample);
    if (sample === undefined && resumed === undefined) this.#view.hideGallery();
    this.#showTimeline();
    this.#playback.start();
  }

  #reportStart(): void {
    const start = this.#playback.lead;
    if (this.#scheduled || !start) return;
    this.#scheduled = true;
    this.#post({ type: 'scheduled', session: this.#session, at: Date.now(), ...start });
  }

  #apply(changed: Partial<PlayerSettings>): void {
    const { voice } = this.#settings;
    this.#settings = { ...this.#settings, ...changed };
    if (this.#settings.voice !== voice) this.#pace = new Pace();
    this.#playback.setSpeed(this.#settings.speed);
    this.#playback.setVolume(this.#settings.volume);
    this.#playback.setPauseAfter(this.#settings.pauseAfter);
    this.#view.showSettings(this.#settings);
    this.#showTimeline();
  }

  #sendLater(name: 'speed' | 'volume', message: FromPlayer): void {
    this.#unsent.get(name)?.();
    const cancel = this.#timers.after(SEND_DELAY_MS, () => {
      this.#unsent.delete(name);
      this.#post(message);
    });
    this.#unsent.set(name, cancel);
  }

  #command(command: PlayerAction): void {
    if (this.#playback.state === 'idle') return;
    // Sent first, so that the extension receives it before the state that results from it.
    this.#post({ type: 'command', command });
    this.#playback[command]();
  }

  #onState(state: PlayerState): void {
    this.#view.showState(state);
    if (state === 'idle') this.#view.showSample(undefined);
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
    this.#heard = position.heard;
    this.#showTimeline();
    this.#post({ type: 'position', session: this.#session, ...position });
  }

  /** Shows the place being read again, because the document has changed. */
  #showPlace(): void {
    const current = this.#playback.current();
    if (current) {
      this.#view.showChunk(current.chunk);
      if (current.word >= 0) this.#view.showWord(current.word);
      this.#offset = current.chunk.words[current.word]?.source.start ?? current.chunk.source.start;
    }
    this.#showTimeline();
  }

  #showTimeline(): void {
    const { speed } = this.#settings;
    const left = this.#document.characters - this.#document.charactersBefore(this.#offset);
    this.#view.showTimeline({
      share: this.#document.shareAt(this.#offset),
      elapsed: this.#elapsed + this.#heard,
      remaining: this.#pace.secondsFor(left, speed),
      speed,
      heading: this.#document.headingAt(this.#offset)?.text,
    });
  }
}
