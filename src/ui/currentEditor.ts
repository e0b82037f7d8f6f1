import * as vscode from 'vscode';
import type { Disposable } from '../common/disposable';

/**
 * The text editor that commands act on. VS Code names the active one, but none while the focus is in the player or another
 * page: then it is the one that was active last.
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

  /** Undefined where no document is open. An editor that is hidden behind another tab keeps its last selection. */
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
    return visible.find(({ document }) => document === last.document) ?? last; // one that is shown again is a new editor
  }
}

function isDocument({ document }: vscode.TextEditor): boolean {
  return document.uri.scheme !== 'output';
}

/**
 * Whether an output panel is what the user looks at. While a page such as the player has the focus, VS Code names a panel
 * that is merely in view as the active editor; a selection in it, or text in the active group, tells the difference.
 */
function hasFocus({ selection }: vscode.TextEditor): boolean {
  const { viewColumn } = vscode.window.tabGroups.activeTabGroup;
  return !selection.isEmpty || vscode.window.visibleTextEditors.some((editor) => editor.viewColumn === viewColumn);
}
