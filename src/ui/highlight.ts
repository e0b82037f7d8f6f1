import * as vscode from 'vscode';
import type { Disposable } from '../common/disposable';
import type { ReadingText, Spoken } from '../reading/reader';

/** Highlights the text being spoken in every editor that shows it. */
export class SpokenHighlight implements Disposable {
  readonly #decoration = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('kokoro.spokenSentenceBackground'),
    borderColor: new vscode.ThemeColor('kokoro.spokenSentenceBorder'),
    borderStyle: 'solid',
    borderWidth: '2px',
    borderRadius: '2px',
    overviewRulerColor: new vscode.ThemeColor('kokoro.spokenSentenceBorder'),
    overviewRulerLane: vscode.OverviewRulerLane.Center,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  #target: { text: ReadingText; document: vscode.TextDocument; version: number; offset: number } | undefined;

  /** Remembers which document a text comes from, and its offset there. */
  follow(text: ReadingText, document: vscode.TextDocument, offset: number): void {
    this.clear();
    this.#target = { text, document, version: document.version, offset };
  }

  /** Highlights the spoken range, unless the document was edited and the offsets are outdated. */
  show({ text, range }: Spoken): void {
    if (this.#target?.text !== text) return; // a voice sample
    const { document, version, offset } = this.#target;
    if (document.isClosed || document.version !== version) {
      this.clear();
      return;
    }
    const spoken = new vscode.Range(document.positionAt(offset + range.start), document.positionAt(offset + range.end));
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document !== document) continue;
      editor.setDecorations(this.#decoration, [spoken]);
      editor.revealRange(spoken, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
  }

  clear(): void {
    for (const editor of vscode.window.visibleTextEditors) editor.setDecorations(this.#decoration, []);
  }

  dispose(): void {
    this.#decoration.dispose();
  }
}
