import * as vscode from 'vscode';
import type { Disposable } from '../common/disposable';
import type { ReaderStatus } from '../reading/reader';

/** The status bar item: shows what Kokoro is doing and opens the player on click. */
export class StatusBar implements Disposable {
  readonly #item: vscode.StatusBarItem;
  #status: ReaderStatus = { state: 'idle', progress: 0 };
  #model = '';
  /** The other window that speaks. */
  #other: string | undefined;
  /** What was shown last. */
  #shown: string | undefined;

  constructor(openPlayerCommand: string) {
    this.#item = vscode.window.createStatusBarItem('kokoro.status', vscode.StatusBarAlignment.Right, 100);
    this.#item.name = 'Kokoro';
    this.#item.command = openPlayerCommand;
    this.update(this.#status);
    this.#item.show();
  }

  update(status: ReaderStatus): void {
    this.#status = status;
    const isQuiet = status.state === 'idle' && this.#other !== undefined;
    const { icon, text, tooltip } = isQuiet ? describeOther(this.#other ?? '') : describe(status);
    // The player reports several times a second; a new tooltip would close the one being read.
    if (this.#shown === tooltip + this.#model) return;
    this.#shown = tooltip + this.#model;
    this.#item.text = `$(${icon}) ${text}`;
    this.#item.tooltip = `${tooltip}\nModel: ${this.#model}\nClick to open the player.`;
    this.#item.accessibilityInformation = { label: `Kokoro: ${tooltip}` };
  }

  /** Shows in the tooltip which model speaks. */
  showModel(model: string): void {
    this.#model = model;
    this.update(this.#status);
  }

  /** Shows which other window speaks; undefined when none does. */
  showOther(window: string | undefined): void {
    this.#other = window;
    this.update(this.#status);
  }

  dispose(): void {
    this.#item.dispose();
  }
}

interface Description {
  icon: string;
  text: string;
  tooltip: string;
}

function describe({ state, progress, secondsLeft, sleepMinutes, detail }: ReaderStatus): Description {
  const percent = `${Math.floor(progress * 100)} %`;
  const left = describeTimeLeft(secondsLeft ?? 0);
  const sleep = sleepMinutes === undefined ? '' : `, stops in ${Math.ceil(sleepMinutes)} min`;
  if (detail !== undefined) return { icon: 'cloud-download', text: detail, tooltip: detail };
  switch (state) {
    case 'idle':
      return { icon: 'unmute', text: 'Kokoro', tooltip: 'Ready to read aloud' };
    case 'waiting':
      return { icon: 'loading~spin', text: 'Preparing speech…', tooltip: 'Preparing speech…' };
    case 'playing':
      return { icon: 'unmute', text: `Speaking, ${left}`, tooltip: `Speaking, ${percent} read, ${left}${sleep}` };
    case 'paused':
      return { icon: 'debug-pause', text: `Paused, ${left}`, tooltip: `Paused, ${percent} read, ${left}` };
    case 'blocked':
      return {
        icon: 'mute',
        text: 'Click to enable sound',
        tooltip: 'Sound is blocked. Click in the player to enable it',
      };
  }
}

function describeOther(window: string): Description {
  return {
    icon: 'unmute',
    text: `Speaking in ${window}`,
    tooltip: `Kokoro speaks in ${window}. What you read here pauses it there`,
  };
}

/** "12 min left"; "40 s left" in the last minute, in steps that do not draw the eye. */
function describeTimeLeft(seconds: number): string {
  return seconds >= 60 ? `${Math.round(seconds / 60)} min left` : `${Math.ceil(seconds / 10) * 10} s left`;
}
