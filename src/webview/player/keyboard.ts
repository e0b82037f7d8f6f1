/** The actions that the user can take in the player. */
export interface PlayerControls {
  /** Does what the large button shows: pauses, resumes, or enables blocked sound. */
  toggle(): void;
  resume(): void;
  pause(): void;
  stop(): void;
  setSpeed(speed: number): void;
  stepSpeed(direction: 1 | -1): void;
  setVoice(voice: string): void;
}

/** The parts of a KeyboardEvent that select a shortcut. */
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

/** The player's action for a key press. Lists keep all their keys, and buttons keep the space bar. */
export function shortcutOf(press: KeyPress): ((controls: PlayerControls) => void) | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey || press.target === 'select') return undefined;
  if (press.key === ' ' && press.target === 'button') return undefined;
  const key = press.key.toLowerCase();
  return Object.hasOwn(SHORTCUTS, key) ? SHORTCUTS[key] : undefined;
}
