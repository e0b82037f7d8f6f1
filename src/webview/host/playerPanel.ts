import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable';
import { Emitter } from '../../common/emitter';
import type { Logger } from '../../common/log';
import type { PlayerPort, ToPlayer } from '../protocol';
import { pageTexts } from './pageTexts';
import { PlayerChannel } from './playerChannel';
import { playerHtml } from './playerHtml';

/** The editor tab that holds the player. It opens beside the text when a reading starts and never takes the focus. */
export class PlayerPanel implements PlayerPort, Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #channel: PlayerChannel;
  readonly #closed = new Emitter<void>();
  readonly onMessage: PlayerPort['onMessage'];
  readonly onReload: PlayerPort['onReload'];
  readonly onClosed = this.#closed.event;
  #panel: vscode.WebviewPanel | undefined;

  constructor(extensionUri: vscode.Uri, log: Logger) {
    this.#extensionUri = extensionUri;
    this.#channel = new PlayerChannel(log);
    this.onMessage = this.#channel.onMessage;
    this.onReload = this.#channel.onReload;
  }

  post(message: ToPlayer): void {
    if (message.type === 'start') this.#open();
    this.#channel.post(message);
  }

  reveal(): void {
    this.#open().reveal(undefined, true);
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #open(): vscode.WebviewPanel {
    if (this.#panel) return this.#panel;
    const file = (...path: string[]): vscode.Uri => vscode.Uri.joinPath(this.#extensionUri, ...path);
    const panel = vscode.window.createWebviewPanel(
      'kokoro.player',
      'Kokoro',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      {
        enableScripts: true,
        // Keep speaking while another tab covers the player.
        retainContextWhenHidden: true,
        localResourceRoots: [file('dist', 'webview'), file('media')],
      },
    );
    this.#panel = panel;
    panel.iconPath = { light: file('media', 'player-light.svg'), dark: file('media', 'player-dark.svg') };
    panel.webview.onDidReceiveMessage((data: unknown) => {
      this.#channel.receive(data);
    });
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#channel.close();
      this.#closed.fire();
    });
    this.#channel.open((message) => panel.webview.postMessage(message));
    panel.webview.html = playerHtml({
      script: panel.webview.asWebviewUri(file('dist', 'webview', 'player.js')).toString(),
      style: panel.webview.asWebviewUri(file('dist', 'webview', 'player.css')).toString(),
      cspSource: panel.webview.cspSource,
      language: vscode.env.language,
      texts: pageTexts(),
    });
    return panel;
  }
}
