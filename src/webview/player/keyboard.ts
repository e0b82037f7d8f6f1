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
  /** @param volume 0–1 */
  setVolume(volume: number): void;
  /** @param minutes undefined turns the timer off */
  setSleep(minutes: number | undefined): void;
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
  /** Lower-case tag name of the focused element. */
  target: string;
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
  pageup: skips('previousHeading'),
  pagedown: skips('nextHeading'),
  home: (controls) => {
    controls.seek(0);
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
  input: /./,
};

/** The player's action for a key press, unless the focused control needs the key. */
export function shortcutOf(press: KeyPress): Shortcut | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey || OWN_KEYS[press.target]?.test(press.key)) return undefined;
  const key = press.key.toLowerCase();
  const name = press.shiftKey && key.startsWith('arrow') ? `shift+${key}` : key;
  return Object.hasOwn(SHORTCUTS, name) ? SHORTCUTS[name] : undefined;
}
