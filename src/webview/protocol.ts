import type { Disposable } from '../common/disposable';
import type { Listener } from '../common/emitter';

/** A voice in the player's list. */
export interface VoiceOption {
  name: string;
  /** For example "Heart, American English, female". */
  label: string;
}

/** Where a reading that continues an earlier one starts. */
export interface ReadingOffset {
  /** The part of the document already read, 0–1. */
  progress: number;
  /** Seconds heard so far. */
  seconds: number;
}

/** Messages from the extension to the player. `session` counts up; the player ignores messages of older sessions. */
export type ToPlayer =
  | { type: 'settings'; voice: string; speed: number; voices: VoiceOption[] }
  | { type: 'start'; session: number; title: string; offset?: ReadingOffset }
  | { type: 'chunk'; session: number; chunk: PlayerChunk }
  /** No more chunks follow. */
  | { type: 'end'; session: number }
  /** What delays speech, such as "Downloading the voice model… 42 %"; undefined when done. Its progress is 0–1. */
  | { type: 'status'; text: string | undefined; progress?: number }
  | { type: 'control'; action: PlayerAction };

/** A stretch of speech and the text that it speaks. */
export interface PlayerChunk {
  index: number;
  /** Mono float32 samples at SAMPLE_RATE. */
  pcm: ArrayBuffer;
  /** The whole sentence, of which this chunk speaks the part from `spokenStart` to `spokenEnd`. */
  sentence: string;
  spokenStart: number;
  spokenEnd: number;
  /** The part of the document that has been read when this chunk ends, 0–1. */
  progress: number;
}

export const PLAYER_ACTIONS = ['pause', 'resume', 'stop'] as const;
export type PlayerAction = (typeof PLAYER_ACTIONS)[number];

/** What the player is doing. `blocked`: the browser plays no sound until the user clicks in the panel. */
export const PLAYER_STATES = ['idle', 'waiting', 'playing', 'paused', 'blocked'] as const;
export type PlayerState = (typeof PLAYER_STATES)[number];

/** Messages from the player to the extension. */
export type FromPlayer =
  | { type: 'ready' }
  | { type: 'state'; session: number; state: PlayerState }
  /** Sent when a chunk starts to play, then about four times a second; `played` is in seconds. */
  | { type: 'position'; session: number; index: number; played: number }
  /** The last sample has been heard. */
  | { type: 'finished'; session: number }
  /** The user pressed a button in the player, which obeys it without waiting; sent before the resulting `state`. */
  | { type: 'command'; command: PlayerAction }
  | { type: 'speed'; speed: number }
  | { type: 'voice'; voice: string }
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
  /** Shows the player without moving the focus. */
  reveal(): void;
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

const TO_PLAYER: Record<ToPlayer['type'], Check> = {
  settings: record({ voice: isText, speed: isNumber, voices: listOf(record({ name: isText, label: isText })) }),
  start: record({
    session: isCount,
    title: isText,
    offset: optional(record({ progress: isShare, seconds: isNumber })),
  }),
  chunk: record({
    session: isCount,
    chunk: record({
      index: isCount,
      pcm: isPcm,
      sentence: isText,
      spokenStart: isCount,
      spokenEnd: isCount,
      progress: isShare,
    }),
  }),
  end: record({ session: isCount }),
  status: record({ text: optional(isText), progress: optional(isShare) }),
  control: record({ action: oneOf(PLAYER_ACTIONS) }),
};

const FROM_PLAYER: Record<FromPlayer['type'], Check> = {
  ready: record({}),
  state: record({ session: isCount, state: oneOf(PLAYER_STATES) }),
  position: record({ session: isCount, index: isCount, played: isNumber }),
  finished: record({ session: isCount }),
  command: record({ command: oneOf(PLAYER_ACTIONS) }),
  speed: record({ speed: isNumber }),
  voice: record({ voice: isText }),
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
