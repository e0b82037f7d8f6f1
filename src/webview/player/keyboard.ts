/** What the user can do in the player. */
export interface PlayerControls {
  /** Pauses, goes on, or lifts a block: whatever the big button shows. */
  toggle(): void;
  resume(): void;
  pause(): void;
  stop(): void;
  setSpeed(speed: number): void;
  stepSpeed(direction: 1 | -1): void;
  setVoice(voice: string): void;
}

/** What of a key press decides; a KeyboardEvent with the tag name of its target. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** Lower-case tag name of the focused element. */
  target: string;
}

const SHORTCUTS: Readonly<Record<string, (controls: PlayerControls) => void>> = {
  ' ': (controls) => {
    controls.toggle();
  },
  k: (controls) => {
    controls.toggle();
  },
  escape: (controls) => {
    controls.stop();
  },
  s: (controls) => {
    controls.stop();
  },
  '+': faster,
  '=': faster,
  ']': faster,
  '-': slower,
  '[': slower,
};

function faster(controls: PlayerControls): void {
  controls.stepSpeed(1);
}

function slower(controls: PlayerControls): void {
  controls.stepSpeed(-1);
}

/** What a key press does, or undefined if it is not the player's: a list keeps its letters, a button its space bar. */
export function shortcutOf(press: KeyPress): ((controls: PlayerControls) => void) | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey || press.target === 'select') return undefined;
  if (press.key === ' ' && press.target === 'button') return undefined;
  const key = press.key.toLowerCase();
  return Object.hasOwn(SHORTCUTS, key) ? SHORTCUTS[key] : undefined;
}
