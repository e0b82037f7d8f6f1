import type { PausePoint, Request, Skip } from '../protocol';

/** The actions that the user can take in the player. */
export interface PlayerControls {
  /** Does what the large button shows: reads the active document, pauses, resumes, or enables blocked sound. */
  toggle(): void;
  resume(): void;
  pause(): void;
  stop(): void;
  skip(skip: Skip): void;
  /** Reads from an offset in the source. */
  seek(offset: number): void;
  readCode(offset: number): void;
  /** Goes on with an unfinished reading. */
  continueReading(id: string): void;
  setSpeed(speed: number): void;
  stepSpeed(direction: 1 | -1): void;
  setVoice(voice: string): void;
  openGallery(): void;
  /** Plays a sample of a voice or blend; undefined ends the one that is heard. */
  playSample(voice: string | undefined): void;
  setFavourite(voice: string, on: boolean): void;
  /** Saves a blend under a name, or deletes the one that has it. */
  saveBlend(name: string, blend: string | undefined): void;
  /** @param volume 0–1 */
  setVolume(volume: number): void;
  /** Stops in so many minutes, or at the end of the section; undefined turns the timer off. */
  setSleep(minutes: number | undefined, atSection?: boolean): void;
  setPauseAfter(point: PausePoint): void;
  request(request: Request): void;
}

/** The parts of a KeyboardEvent that select a shortcut. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

type Shortcut = (controls: PlayerControls) => void;

const skips =
  (skip: Skip): Shortcut =>
  (controls) => {
    controls.skip(skip);
  };
const steps =
  (direction: 1 | -1): Shortcut =>
  (controls) => {
    controls.stepSpeed(direction);
  };
const toggles: Shortcut = (controls) => {
  controls.toggle();
};
const stops: Shortcut = (controls) => {
  controls.stop();
};

const SHORTCUTS: Readonly<Record<string, Shortcut>> = {
  ' ': toggles,
  k: toggles,
  escape: stops,
  s: stops,
  r: skips('repeatSentence'),
  arrowleft: skips('previousSentence'),
  arrowright: skips('nextSentence'),
  'shift+arrowleft': skips('previousParagraph'),
  'shift+arrowright': skips('nextParagraph'),
  h: skips('nextHeading'),
  'shift+h': skips('previousHeading'),
  home: (controls) => {
    controls.seek(0);
  },
  f: (controls) => {
    controls.request('fixWord');
  },
  '+': steps(1),
  '=': steps(1),
  ']': steps(1),
  '-': steps(-1),
  '[': steps(-1),
};

/** Keys that a control under the focus needs for itself. */
const OWN_KEYS: Readonly<Record<string, RegExp>> = {
  button: /^ $/,
  range: /^(?:Arrow|Home|End|Page)/,
  input: /./,
  select: /./,
};

/**
 * The player's action for a key press, unless the focused control needs the key.
 * @param target lower-case tag name of the focused element; `range` for a slider
 */
export function shortcutOf(press: KeyPress, target: string): Shortcut | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey || OWN_KEYS[target]?.test(press.key)) return undefined;
  const key = press.key.toLowerCase();
  const name = press.shiftKey && /^(?:arrow.*|h)$/.test(key) ? `shift+${key}` : key;
  return Object.hasOwn(SHORTCUTS, name) ? SHORTCUTS[name] : undefined;
}
