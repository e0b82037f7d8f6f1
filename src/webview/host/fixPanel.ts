import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable';
import type { Logger } from '../../common/log';
import { type FromFixPage, isFromFixPage, type ToFixPage } from '../fixProtocol';
import { type FixedWord, fixHtml } from './fixHtml';

/** Answers a message of the page. */
export type FixListener = (message: FromFixPage, reply: (message: ToFixPage) => void) => void;

/** The editor tab in which the user says how a word sounds. There is one; another word takes its place. */
export class FixPanel implements Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #log: Logger;
  #panel: vscode.WebviewPanel | undefined;
  #listener: FixListener = () => undefined;

  constructor(extensionUri: vscode.Uri, log: Logger) {
    this.#extensionUri = extensionUri;
    this.#log = log;
  }

  show(word: FixedWord, listener: FixListener): void {
    this.#listener = listener;
    const panel = (this.#panel ??= this.#open());
    panel.title = `“${word.word}”`;
    const { webview } = panel;
    const address = (name: string): string => webview.asWebviewUri(this.#file(name)).toString();
    webview.html = fixHtml(word, {
      ...{ script: address('fix.js'), style: address('fix.css'), cspSource: webview.cspSource },
      language: vscode.l10n.bundle === undefined ? 'en' : vscode.env.language,
    });
    panel.reveal(undefined, false);
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #open(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel('kokoro.fixPronunciation', 'Kokoro', vscode.ViewColumn.Beside, {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(this.#extensionUri, 'dist', 'webview')],
      retainContextWhenHidden: true,
    });
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    panel.webview.onDidReceiveMessage((data: unknown) => {
      if (isFromFixPage(data)) this.#listener(data, (message) => void panel.webview.postMessage(message));
      else this.#log.warn(`The page for pronunciations sent a malformed message: ${JSON.stringify(data)}`);
    });
    return panel;
  }

  #file(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#extensionUri, 'dist', 'webview', name);
  }
}
