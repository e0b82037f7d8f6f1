import type { Disposable } from '../common/disposable';
import type { Listener } from '../common/emitter';
import type { SourceRange } from '../common/range';
import { BLOCK_KINDS } from '../document/block';
import type { Outline } from '../document/outline';

/** A voice in the player's list. */
export interface VoiceOption {
  name: string;
  /** For example "Heart, American English, female". */
  label: string;
  /** The heading of the gallery that it is listed under; left out in lists without headings. */
  group?: string;
  favourite?: boolean;
  /** The voices and weights of a blend that the user has saved. */
  blend?: string;
}

/** Where the player pauses by itself. */
export const PAUSE_POINTS = ['never', 'sentence', 'paragraph'] as const;
export type PausePoint = (typeof PAUSE_POINTS)[number];

/** What the user has set. */
export interface PlayerSettings {
  voice: string;
  voices: VoiceOption[];
  /** The wanted speed. A chunk made at another speed is stretched to it. */
  speed: number;
  /** 0–1. */
  volume: number;
  pauseAfter: PausePoint;
  /** Minutes until the sleep timer stops the reading; undefined when it is off. */
  sleepMinutes?: number | undefined;
  /** Whether the sleep timer stops the reading at the end of the section instead. */
  sleepAtSection?: boolean | undefined;
}

/** A document that was not read to its end. */
export interface UnfinishedReading {
  id: string;
  title: string;
  /** Minutes left at the current speed. */
  minutesLeft: number;
}

/** What an idle player offers. */
export interface IdleOffer {
  /** The document in the active editor. */
  active?: { title: string; minutesLeft: number } | undefined;
  unfinished: UnfinishedReading[];
}

/**
 * Messages from the extension to the player. `session` counts up; the player ignores messages of older sessions. All
 * offsets are UTF-16 offsets in the text that is read (the source).
 */
export type ToPlayer =
  | ({ type: 'settings' } & PlayerSettings)
  /** The document to show, before it is read and after every edit. `length` is that of its source. */
  | { type: 'document'; title: string; length: number; blocks: Outline }
  /**
   * A new reading starts at the offset `from`, after `elapsed` seconds of listening to the same document; as a sample of
   * a voice, or `resumed` after one.
   */
  | { type: 'start'; session: number; title: string; from: number; elapsed: number; sample?: string; resumed?: true }
  /** Opens the gallery of voices. */
  | { type: 'gallery' }
  | { type: 'chunk'; session: number; chunk: PlayerChunk }
  /** Drops the chunks whose index is greater than `after`: the text or the settings have changed, and others follow. */
  | { type: 'cut'; session: number; after: number }
  /** Replaces the source offsets of chunks already sent, because the text was edited. */
  | {
      type: 'move';
      session: number;
      chunks: { index: number; source: SourceRange; sentenceSource: SourceRange; words: PlayerWord[] }[];
    }
  /** No more chunks follow. */
  | { type: 'end'; session: number }
  /** What delays speech, such as "Downloading the voice model… 42 %"; undefined when done. Its progress is 0–1. */
  | { type: 'status'; text: string | undefined; progress?: number }
  /** The reading failed. Shown until the next `start`. */
  | { type: 'failed'; message: string; canRetry: boolean }
  | { type: 'offer'; offer: IdleOffer }
  | { type: 'control'; action: PlayerAction };

/** A word of a chunk: where it is in the source, and when it is heard, in seconds from the start of the chunk. */
export interface PlayerWord {
  source: SourceRange;
  start: number;
  end: number;
}

/** A stretch of speech and the text that it speaks. */
export interface PlayerChunk {
  index: number;
  /** Mono float32 samples at SAMPLE_RATE, made at `speed`. */
  pcm: ArrayBuffer;
  speed: number;
  source: SourceRange;
  /** The range of the whole sentence. */
  sentenceSource: SourceRange;
  words: PlayerWord[];
  /** What ends with this chunk. */
  ends?: 'sentence' | 'paragraph' | undefined;
}

export const PLAYER_ACTIONS = ['pause', 'resume', 'stop'] as const;
/** Actions that the player itself carries out. */
export type PlayerAction = (typeof PLAYER_ACTIONS)[number];

export const SKIPS = [
  'nextSentence',
  'previousSentence',
  'repeatSentence',
  'nextParagraph',
  'previousParagraph',
  'nextHeading',
  'previousHeading',
] as const;
export type Skip = (typeof SKIPS)[number];

export const REQUESTS = [
  ...(['readActive', 'retry', 'cancelDownload', 'showLog', 'openSettings', 'moveToEditor'] as const),
  ...(['addVoice', 'fixWord'] as const),
] as const;
/** What the user can ask the extension for. */
export type Request = (typeof REQUESTS)[number];

/** What the player is doing. `blocked`: the browser plays no sound until the user clicks in the panel. */
export const PLAYER_STATES = ['idle', 'waiting', 'playing', 'paused', 'blocked'] as const;
export type PlayerState = (typeof PLAYER_STATES)[number];

/** Messages from the player to the extension. */
export type FromPlayer =
  | { type: 'ready' }
  | { type: 'state'; session: number; state: PlayerState }
  /**
   * The first sample of a session was scheduled at the time `at`, in ms since 1970 by the page's clock, and `lead` seconds
   * ahead; it leaves the loudspeaker after another `latency` seconds.
   */
  | { type: 'scheduled'; session: number; at: number; lead: number; latency: number }
  /**
   * Sent when a chunk starts to play, then about four times a second. `heard` is the time spent listening in this
   * session, `ahead` the time that the audio still buffered will last, both in seconds at the current speed.
   */
  | { type: 'position'; session: number; index: number; heard: number; ahead: number }
  /** A word starts to be heard: its index in `chunk.words`. */
  | { type: 'word'; session: number; index: number; word: number }
  /** The last sample has been heard. */
  | { type: 'finished'; session: number }
  /** The user pressed a button in the player, which obeys it without waiting; sent before the resulting `state`. */
  | { type: 'command'; command: PlayerAction }
  | { type: 'skip'; skip: Skip }
  /** Read from this offset: the user clicked a word, a heading of the outline, or the progress track. */
  | { type: 'seek'; offset: number }
  /** Read the code block at this offset, which was announced only. */
  | { type: 'readCode'; offset: number }
  | { type: 'continue'; id: string }
  | { type: 'request'; request: Request }
  | { type: 'speed'; speed: number }
  | { type: 'voice'; voice: string }
  /** Speak a sample of a voice or blend, or end the one that is heard. */
  | { type: 'sample'; voice: string | undefined }
  | { type: 'favourite'; voice: string; on: boolean }
  /** Save a blend under a name, or delete the one that has it. */
  | { type: 'saveBlend'; name: string; blend: string | undefined }
  | { type: 'volume'; volume: number }
  /** Stop in so many minutes, or at the end of the section; undefined and not `atSection`: never. */
  | { type: 'sleep'; minutes: number | undefined; atSection?: boolean }
  | { type: 'pauseAfter'; point: PausePoint }
  /** Something went wrong in the player; for the log. */
  | { type: 'problem'; message: string };

/** What the player reports about a session. */
export type PlayerReport = Extract<FromPlayer, { session: number }>;

/** The player as the extension sees it. */
export interface PlayerPort {
  /** Delivers in order. `start` opens the player if it is closed; a player opened later receives the last `status`. */
  post(message: ToPlayer): void;
  onMessage: (listener: Listener<FromPlayer>) => Disposable;
  /** The user closed the player, which stops the sound. */
  onClosed: (listener: Listener<void>) => Disposable;
  /** The page was reloaded, for example because its tab moved to another window, and lost its reading. */
  onReload: (listener: Listener<void>) => Disposable;
  /** Shows the player, without moving the focus unless `focus` is set. */
  reveal(focus?: boolean): void;
}

type Check = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Check>>;

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => Number.isFinite(value);
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isShare: Check = (value) => typeof value === 'number' && value >= 0 && value <= 1;
const isPcm: Check = (value) => value instanceof ArrayBuffer && value.byteLength % Float32Array.BYTES_PER_ELEMENT === 0;
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const oneOf =
  (values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const record =
  (shape: Shape): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(shape).every(([name, check]) => check((value as Record<string, unknown>)[name]));

const isFlag: Check = (value) => typeof value === 'boolean';
const range = record({ start: isCount, end: isCount });
const words = listOf(record({ source: range, start: isNumber, end: isNumber }));

const TO_PLAYER: Record<ToPlayer['type'], Check> = {
  settings: record({
    voice: isText,
    voices: listOf(
      record({
        ...{ name: isText, label: isText },
        ...{ group: optional(isText), favourite: optional(isFlag), blend: optional(isText) },
      }),
    ),
    speed: isNumber,
    volume: isShare,
    pauseAfter: oneOf(PAUSE_POINTS),
    sleepMinutes: optional(isNumber),
    sleepAtSection: optional(isFlag),
  }),
  document: record({
    title: isText,
    length: isCount,
    blocks: listOf(
      record({
        kind: oneOf(BLOCK_KINDS),
        level: optional(isCount),
        runs: listOf(record({ text: isText, source: range, code: optional(isFlag) })),
        sentences: listOf(range),
      }),
    ),
  }),
  start: record({
    ...{ session: isCount, title: isText, from: isCount, elapsed: isNumber },
    ...{ sample: optional(isText), resumed: optional(isFlag) },
  }),
  gallery: record({}),
  chunk: record({
    session: isCount,
    chunk: record({
      index: isCount,
      pcm: isPcm,
      speed: isNumber,
      source: range,
      sentenceSource: range,
      words,
      ends: optional(oneOf(['sentence', 'paragraph'])),
    }),
  }),
  cut: record({ session: isCount, after: Number.isSafeInteger }),
  move: record({
    session: isCount,
    chunks: listOf(record({ index: isCount, source: range, sentenceSource: range, words })),
  }),
  end: record({ session: isCount }),
  status: record({ text: optional(isText), progress: optional(isShare) }),
  failed: record({ message: isText, canRetry: isFlag }),
  offer: record({
    offer: record({
      active: optional(record({ title: isText, minutesLeft: isNumber })),
      unfinished: listOf(record({ id: isText, title: isText, minutesLeft: isNumber })),
    }),
  }),
  control: record({ action: oneOf(PLAYER_ACTIONS) }),
};

const FROM_PLAYER: Record<FromPlayer['type'], Check> = {
  ready: record({}),
  state: record({ session: isCount, state: oneOf(PLAYER_STATES) }),
  position: record({ session: isCount, index: isCount, heard: isNumber, ahead: isNumber }),
  scheduled: record({ session: isCount, at: isNumber, lead: isNumber, latency: isNumber }),
  word: record({ session: isCount, index: isCount, word: isCount }),
  finished: record({ session: isCount }),
  command: record({ command: oneOf(PLAYER_ACTIONS) }),
  skip: record({ skip: oneOf(SKIPS) }),
  seek: record({ offset: isCount }),
  readCode: record({ offset: isCount }),
  continue: record({ id: isText }),
  request: record({ request: oneOf(REQUESTS) }),
  speed: record({ speed: isNumber }),
  voice: record({ voice: isText }),
  sample: record({ voice: optional(isText) }),
  favourite: record({ voice: isText, on: isFlag }),
  saveBlend: record({ name: isText, blend: optional(isText) }),
  volume: record({ volume: isShare }),
  sleep: record({ minutes: optional(isNumber), atSection: optional(isFlag) }),
  pauseAfter: record({ point: oneOf(PAUSE_POINTS) }),
  problem: record({ message: isText }),
};

function matches(value: unknown, checks: Readonly<Record<string, Check>>): boolean {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  const { type } = value;
  return typeof type === 'string' && Object.hasOwn(checks, type) && checks[type]?.(value) === true;
}

/** True for a well-formed message to the player. */
export function isToPlayer(value: unknown): value is ToPlayer {
  return matches(value, TO_PLAYER);
}

/** True for a well-formed message from the player. */
export function isFromPlayer(value: unknown): value is FromPlayer {
  return matches(value, FROM_PLAYER);
}
