import * as vscode from 'vscode';
import type { Disposable } from '../common/disposable';
import type { ReaderStatus } from '../reading/reader';

const { t } = vscode.l10n;

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
    const { icon, text, tooltip } = isQuiet ? describeOther(this.#other ?? '') : describeFor(status);
    // The player reports several times a second; a new tooltip would close the one being read.
    if (this.#shown === tooltip + this.#model) return;
    this.#shown = tooltip + this.#model;
    this.#item.text = `$(${icon}) ${text}`;
    this.#item.tooltip = [tooltip, t('Model: {0}', this.#model), t('Click to open the player.')].join('\n');
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

/** Begins with the name of the agent whose message is read. */
function describeFor(status: ReaderStatus): Description {
  const { icon, text, tooltip } = describe(status);
  const agent = status.agent === undefined ? '' : `${status.agent}: `;
  return { icon, text: agent + text, tooltip: agent + tooltip };
}

function describe({ state, progress, secondsLeft, sleepMinutes, detail }: ReaderStatus): Description {
  const percent = `${Math.floor(progress * 100)} %`;
  const left = describeTimeLeft(secondsLeft ?? 0);
  if (detail !== undefined) return { icon: 'cloud-download', text: detail, tooltip: detail };
  switch (state) {
    case 'idle':
      return { icon: 'unmute', text: 'Kokoro', tooltip: t('Ready to read aloud') };
    case 'waiting':
      return { icon: 'loading~spin', text: t('Preparing speech…'), tooltip: t('Preparing speech…') };
    case 'playing':
      return {
        icon: 'unmute',
        text: t('Speaking, {0}', left),
        tooltip:
          sleepMinutes === undefined
            ? t('Speaking, {0} read, {1}', percent, left)
            : t('Speaking, {0} read, {1}, stops in {2} min', percent, left, Math.ceil(sleepMinutes)),
      };
    case 'paused':
      return {
        icon: 'debug-pause',
        text: t('Paused, {0}', left),
        tooltip: t('Paused, {0} read, {1}', percent, left),
      };
    case 'blocked':
      return {
        icon: 'mute',
        text: t('Click to enable sound'),
        tooltip: t('Sound is blocked. Click in the player to enable it'),
      };
  }
}

function describeOther(window: string): Description {
  return {
    icon: 'unmute',
    text: t('Speaking in {0}', window),
    tooltip: t('Kokoro is speaking in {0}. Reading here pauses it there', window),
  };
}

/** "12 min left"; "40 s left" in the last minute, in steps that do not draw the eye. */
function describeTimeLeft(seconds: number): string {
  return seconds >= 60 ? t('{0} min left', Math.round(seconds / 60)) : t('{0} s left', Math.ceil(seconds / 10) * 10);
}
