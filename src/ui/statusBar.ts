import * as vscode from 'vscode';
import type { Disposable } from '../common/disposable';
import type { ReaderStatus } from '../reading/reader';

/** The status bar item: shows what Kokoro is doing and opens the player on click. */
export class StatusBar implements Disposable {
  readonly #item: vscode.StatusBarItem;
  #status: ReaderStatus = { state: 'idle', progress: 0 };
  #model = '';

  constructor(openPlayerCommand: string) {
    this.#item = vscode.window.createStatusBarItem('kokoro.status', vscode.StatusBarAlignment.Right, 100);
    this.#item.name = 'Kokoro';
    this.#item.command = openPlayerCommand;
    this.update(this.#status);
    this.#item.show();
  }

  update(status: ReaderStatus): void {
    this.#status = status;
    const { icon, text, tooltip } = describe(status);
    this.#item.text = `$(${icon}) ${text}`;
    this.#item.tooltip = `${tooltip}\nModel: ${this.#model}\nClick to open the player.`;
    this.#item.accessibilityInformation = { label: `Kokoro: ${tooltip}` };
  }

  /** Shows in the tooltip which model speaks. */
  showModel(model: string): void {
    this.#model = model;
    this.update(this.#status);
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function describe({ state, progress, detail }: ReaderStatus): { icon: string; text: string; tooltip: string } {
  const percent = `${Math.floor(progress * 100)} %`;
  if (detail !== undefined) return { icon: 'cloud-download', text: detail, tooltip: detail };
  switch (state) {
    case 'idle':
      return { icon: 'unmute', text: 'Kokoro', tooltip: 'Ready to read aloud' };
    case 'waiting':
      return { icon: 'loading~spin', text: 'Preparing speech…', tooltip: 'Preparing speech…' };
    case 'playing':
      return { icon: 'unmute', text: `Speaking ${percent}`, tooltip: `Speaking, ${percent} read` };
    case 'paused':
      return { icon: 'debug-pause', text: `Paused ${percent}`, tooltip: `Paused, ${percent} read` };
    case 'blocked':
      return {
        icon: 'mute',
        text: 'Click to enable sound',
        tooltip: 'Sound is blocked. Click in the player to enable it',
      };
  }
}
