import * as vscode from 'vscode';
import type { Disposable } from '../common/disposable';

/**
 * The text editor that commands act on: the active one, or the last active one while the focus is in the player or
 * another page, where VS Code reports no active editor.
 */
export class CurrentEditor implements Disposable {
  readonly #subscription: vscode.Disposable;
  #last: vscode.TextEditor | undefined;

  constructor() {
    this.#remember(vscode.window.activeTextEditor);
    this.#subscription = vscode.window.onDidChangeActiveTextEditor((editor) => {
      this.#remember(editor);
    });
  }

  /** Undefined if no document is open. A hidden editor has the selection it had last. */
  get(): vscode.TextEditor | undefined {
    const active = vscode.window.activeTextEditor;
    return active && (isDocument(active) || hasFocus(active)) ? active : (this.#lastOpen() ?? active);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #remember(editor: vscode.TextEditor | undefined): void {
    if (editor && isDocument(editor)) this.#last = editor;
  }

  #lastOpen(): vscode.TextEditor | undefined {
    const visible = vscode.window.visibleTextEditors.filter(isDocument);
    const last = this.#last;
    if (!last || last.document.isClosed) return visible[0];
    if (visible.includes(last)) return last;
    return visible.find(({ document }) => document === last.document) ?? last; // a reopened document has a new editor
  }
}

function isDocument({ document }: vscode.TextEditor): boolean {
  return document.uri.scheme !== 'output';
}

/**
 * Whether the user works in an output panel. While a page such as the player has the focus, VS Code may report a
 * visible panel as the active editor. A selection in the panel, or an editor in the active group, shows that no page
 * has the focus.
 */
function hasFocus({ selection }: vscode.TextEditor): boolean {
  const { viewColumn } = vscode.window.tabGroups.activeTabGroup;
  return !selection.isEmpty || vscode.window.visibleTextEditors.some((editor) => editor.viewColumn === viewColumn);
}
