import type { Disposable } from '../common/disposable';
import type { Listener } from '../common/emitter';

/** A voice as the player offers it. */
export interface VoiceOption {
  name: string;
  /** e.g. "Heart — US English, female". */
  label: string;
}

/** Where in a document a reading begins that goes on with an earlier one: share of the document, seconds heard so far. */
export interface ReadingOffset {
  progress: number;
  seconds: number;
}

/** What the extension tells the player. `session` numbers readings, counting up; a message of an older reading is ignored. */
export type ToPlayer =
  | { type: 'settings'; voice: string; speed: number; voices: VoiceOption[] }
  | { type: 'start'; session: number; title: string; offset?: ReadingOffset }
  | { type: 'chunk'; session: number; chunk: PlayerChunk }
  /** No more chunks follow. */
  | { type: 'end'; session: number }
  /** Work that delays the sound: "Downloading the voice model… 42 %" with its share 0–1 if known; undefined when it is over. */
  | { type: 'status'; text: string | undefined; progress?: number }
  | { type: 'control'; action: PlayerAction };

/** Mono float32 PCM at SAMPLE_RATE with what it says. */
export interface PlayerChunk {
  index: number;
  pcm: ArrayBuffer;
  /** Text of the whole sentence and the part of it that this chunk speaks (offsets in `sentence`). */
  sentence: string;
  spokenStart: number;
  spokenEnd: number;
  /** Share of the document that is read when this chunk ends, 0–1. */
  progress: number;
}

export const PLAYER_ACTIONS = ['pause', 'resume', 'stop'] as const;
export type PlayerAction = (typeof PLAYER_ACTIONS)[number];

/** What the player is doing. `blocked`: the platform wants a click in the panel before it makes sound. */
export const PLAYER_STATES = ['idle', 'waiting', 'playing', 'paused', 'blocked'] as const;
export type PlayerState = (typeof PLAYER_STATES)[number];

/** What the player tells the extension. */
export type FromPlayer =
  | { type: 'ready' }
  | { type: 'state'; session: number; state: PlayerState }
  /** Sent when a chunk starts to sound and about four times a second; seconds of the reading played. */
  | { type: 'position'; session: number; index: number; played: number }
  /** The last sample of an ended reading has been heard. */
  | { type: 'finished'; session: number }
  /** The user pressed it in the player, which does it at once by itself; sent before the state that follows from it. */
  | { type: 'command'; command: PlayerAction }
  | { type: 'speed'; speed: number }
  | { type: 'voice'; voice: string }
  /** Something went wrong inside the player; for the log. */
  | { type: 'problem'; message: string };

/** The player as the rest of the extension sees it. */
export interface PlayerPort {
  /** Delivers in order. `start` opens the player if it is closed; the last `settings` and `status` reach a player that opens later. */
  post(message: ToPlayer): void;
  onMessage: (listener: Listener<FromPlayer>) => Disposable;
  /** The user closed the player: nothing is heard any more. */
  onClosed: (listener: Listener<void>) => Disposable;
  /** The page was made anew (moved to another window) and has lost its reading. */
  onReload: (listener: Listener<void>) => Disposable;
  /** Shows the player without taking the focus. */
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
