import * as vscode from 'vscode';
import type { Disposable } from '../common/disposable';
import type { Spoken } from '../reading/reader';
import { documentRange, editorsOf } from './highlight';

/** Scrolling within this time after our own is taken as ours: an editor may scroll smoothly. In ms. */
const OWN_SCROLL_MS = 600;

/** Keeps the spoken word in view, in every editor from which the user has not scrolled away. */
export class SpokenFollower implements Disposable {
  readonly #away = new Set<vscode.TextEditor>();
  readonly #scrolledAt = new Map<vscode.TextEditor, number>();
  readonly #subscriptions: Disposable[];
  #spoken: Spoken | undefined;

  constructor() {
    this.#subscriptions = [
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#onScroll(textEditor)),
      vscode.window.onDidChangeVisibleTextEditors((visible) => this.#forgetAllBut(visible)),
    ];
  }

  /** Scrolls to the spoken word where it is out of view. */
  show(spoken: Spoken): void {
    if (spoken.text.source?.uri !== this.#spoken?.text.source?.uri) this.#away.clear();
    this.#spoken = spoken;
    for (const editor of editorsOf(spoken.text.source?.uri)) {
      if (!this.#away.has(editor) && !isInView(editor, spoken)) this.#reveal(editor, spoken);
    }
  }

  /** Nothing is spoken any more. */
  clear(): void {
    this.#spoken = undefined;
    this.#away.clear();
  }

  /** Returns to the spoken word, and opens its document if no editor shows it. */
  async follow(): Promise<void> {
    const spoken = this.#spoken;
    const uri = spoken?.text.source?.uri;
    if (!spoken || uri === undefined) return;
    this.#away.clear();
    if (editorsOf(uri).length === 0) await vscode.window.showTextDocument(vscode.Uri.parse(uri, true));
    for (const editor of editorsOf(uri)) this.#reveal(editor, spoken);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #onScroll(editor: vscode.TextEditor): void {
    if (!this.#spoken || editor.document.uri.toString() !== this.#spoken.text.source?.uri) return;
    if (performance.now() - (this.#scrolledAt.get(editor) ?? -Infinity) < OWN_SCROLL_MS) return;
    if (isInView(editor, this.#spoken)) this.#away.delete(editor);
    else this.#away.add(editor);
  }

  #reveal(editor: vscode.TextEditor, spoken: Spoken): void {
    this.#scrolledAt.set(editor, performance.now());
    const { start } = rangeIn(editor, spoken);
    // Lines that are not wrapped stay where they are: revealing a word far to the right would scroll sideways.
    const wraps = vscode.workspace.getConfiguration('editor', editor.document).get('wordWrap') !== 'off';
    const target = wraps ? start : start.with({ character: 0 });
    editor.revealRange(new vscode.Range(target, target), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  #forgetAllBut(visible: readonly vscode.TextEditor[]): void {
    for (const editor of [...this.#away, ...this.#scrolledAt.keys()]) {
      if (visible.includes(editor)) continue;
      this.#away.delete(editor);
      this.#scrolledAt.delete(editor);
    }
  }
}

function rangeIn({ document }: vscode.TextEditor, { text, sentence, word }: Spoken): vscode.Range {
  const { start } = word ?? sentence;
  return documentRange(document, start, start, text.source ?? { offset: 0 });
}

function isInView(editor: vscode.TextEditor, spoken: Spoken): boolean {
  const range = rangeIn(editor, spoken);
  return editor.visibleRanges.some((visible) => visible.contains(range));
}
