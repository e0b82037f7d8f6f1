import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable';
import { Emitter } from '../../common/emitter';
import { messageOf } from '../../common/errors';
import type { Logger } from '../../common/log';
import type { PlayerPort, ToPlayer } from '../protocol';
import { PlayerChannel } from './playerChannel';
import { playerHtml } from './playerHtml';

/** The id of the view, and the type of the editor tab. */
const ID = 'kokoro.player';
/** The view is hidden while the player is in an editor tab (see `when` in the manifest). */
const IN_EDITOR = 'kokoro.playerInEditor';

/** Keeps speaking while another view or tab covers the player. */
const KEPT = { retainContextWhenHidden: true };

/**
 * The player: a view of its own, which the user can move to an editor tab. Only one of the two is open at a time. A
 * reading opens the view without moving the focus. Closing the tab closes the player; the next reading opens the view.
 */
export class PlayerHost implements PlayerPort, vscode.WebviewViewProvider, vscode.WebviewPanelSerializer, Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #log: Logger;
  readonly #channel: PlayerChannel;
  readonly #closed = new Emitter<void>();
  readonly #disposables = new DisposableStore();
  readonly onMessage: PlayerPort['onMessage'];
  readonly onReload: PlayerPort['onReload'];
  readonly onClosed = this.#closed.event;
  /** Where the player is open. */
  #place: vscode.WebviewView | vscode.WebviewPanel | undefined;

  constructor(extensionUri: vscode.Uri, log: Logger) {
    this.#extensionUri = extensionUri;
    this.#log = log;
    this.#channel = new PlayerChannel(log);
    this.onMessage = this.#channel.onMessage;
    this.onReload = this.#channel.onReload;
    this.#disposables.add(vscode.window.registerWebviewViewProvider(ID, this, { webviewOptions: KEPT }));
    this.#disposables.add(vscode.window.registerWebviewPanelSerializer(ID, this));
    this.#disposables.add(
      this.onMessage((message) => {
        if (message.type === 'request' && message.request === 'moveToEditor') this.#moveToEditor();
      }),
    );
  }

  post(message: ToPlayer): void {
    if (message.type === 'start' && !this.#place) this.#openView();
    this.#channel.post(message);
  }

  reveal(focus = false): void {
    if (!this.#place) this.#openView(focus);
    else if ('show' in this.#place) this.#place.show(!focus);
    else this.#place.reveal(undefined, !focus);
  }

  /** VS Code shows the view: for the first time, or after a reload of the window. */
  resolveWebviewView(view: vscode.WebviewView): void {
    if (this.#place && 'reveal' in this.#place) return; // VS Code hides the view in a moment
    this.#load(view);
  }

  /** VS Code restores the tab after a reload of the window. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.#loadPanel(panel);
    return Promise.resolve();
  }

  dispose(): void {
    if (this.#place && 'dispose' in this.#place) this.#place.dispose();
    this.#disposables.dispose();
  }

  #openView(focus = false): void {
    this.#channel.expectPage();
    this.#run(`${ID}.focus`, { preserveFocus: !focus });
  }

  /** Opens the tab beside the text, in a group where files that are opened next do not cover it. */
  #moveToEditor(): void {
    if (this.#place && 'reveal' in this.#place) return;
    const groups = vscode.window.tabGroups;
    const other = groups.all.find((group) => group !== groups.activeTabGroup);
    const column = other?.viewColumn ?? vscode.ViewColumn.Beside;
    this.#loadPanel(vscode.window.createWebviewPanel(ID, 'Kokoro', column, KEPT));
    if (!other) this.#run('workbench.action.lockEditorGroup');
  }

  #loadPanel(panel: vscode.WebviewPanel): void {
    panel.iconPath = { light: this.#file('media', 'player-light.svg'), dark: this.#file('media', 'player-dark.svg') };
    this.#load(panel);
    this.#run('setContext', IN_EDITOR, true);
  }

  /** Loads the page. If the player was open elsewhere, the reading moves with it. */
  #load(place: vscode.WebviewView | vscode.WebviewPanel): void {
    const { webview } = place;
    this.#place = place;
    webview.options = {
      enableScripts: true,
      localResourceRoots: [this.#file('dist', 'webview'), this.#file('media')],
    };
    webview.onDidReceiveMessage((data: unknown) => {
      if (this.#place === place) this.#channel.receive(data);
    });
    place.onDidDispose(() => {
      this.#onDisposed(place);
    });
    this.#channel.open((message) => webview.postMessage(message));
    const address = (name: string): string => webview.asWebviewUri(this.#file('dist', 'webview', name)).toString();
    webview.html = playerHtml({
      script: address('player.js'),
      stretch: address('stretch.js'),
      style: address('player.css'),
      language: vscode.env.language,
      translations: vscode.l10n.bundle,
      cspSource: webview.cspSource,
    });
  }

  #onDisposed(place: vscode.WebviewView | vscode.WebviewPanel): void {
    if ('reveal' in place) this.#run('setContext', IN_EDITOR, false);
    if (this.#place !== place) return; // it has moved
    this.#place = undefined;
    this.#channel.close();
    this.#closed.fire();
  }

  #file(...path: string[]): vscode.Uri {
    return vscode.Uri.joinPath(this.#extensionUri, ...path);
  }

  #run(command: string, ...values: unknown[]): void {
    vscode.commands.executeCommand(command, ...values).then(undefined, (error: unknown) => {
      this.#log.warn(`${command} failed: ${messageOf(error)}`);
    });
  }
}
