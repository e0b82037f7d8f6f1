import * as vscode from 'vscode';
import type { Disposable } from '../common/disposable';
import type { SourceRange } from '../common/range';
import { config, type HighlightStyle } from '../config';
import type { Spoken } from '../reading/reader';

/** How the spoken word is marked; see the colors in package.json. */
const WORD_STYLES: Record<HighlightStyle, vscode.DecorationRenderOptions> = {
  // The thin border shows the word in high contrast, where the fill is transparent.
  fill: {
    backgroundColor: new vscode.ThemeColor('kokoro.spokenWordBackground'),
    color: new vscode.ThemeColor('kokoro.spokenWordForeground'),
    borderWidth: '1px',
  },
  border: { borderWidth: '2px' },
  underline: { borderWidth: '0 0 3px 0' },
};

function wordDecoration(style: HighlightStyle): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    borderColor: new vscode.ThemeColor('kokoro.spokenWordBorder'),
    borderStyle: 'solid',
    borderRadius: '2px',
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    ...WORD_STYLES[style],
  });
}

function sentenceDecoration(borderWidth: string): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('kokoro.spokenSentenceBackground'),
    borderColor: new vscode.ThemeColor('kokoro.spokenSentenceBorder'),
    borderStyle: 'solid',
    borderWidth,
    borderRadius: '2px',
    overviewRulerColor: new vscode.ThemeColor('kokoro.spokenSentenceBorder'),
    overviewRulerLane: vscode.OverviewRulerLane.Center,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}

/** One kind of mark and the range that has it; undefined when nothing has. */
class Mark implements Disposable {
  readonly #decoration: vscode.TextEditorDecorationType;
  #range: vscode.Range | undefined;

  constructor(decoration: vscode.TextEditorDecorationType) {
    this.#decoration = decoration;
  }

  /** Marks a range in the editors, and nothing else. Editors that show it already are left alone. */
  show(editors: readonly vscode.TextEditor[], range: vscode.Range | undefined): void {
    if (range ? this.#range?.isEqual(range) === true : this.#range === undefined) return;
    this.#range = range;
    this.paint(editors);
  }

  /** Marks the range in editors that were opened since. */
  paint(editors: readonly vscode.TextEditor[]): void {
    for (const editor of editors) editor.setDecorations(this.#decoration, this.#range ? [this.#range] : []);
  }

  dispose(): void {
    this.#decoration.dispose();
  }
}

/** Marks the word being spoken, and more softly its sentence, in every editor that shows the document. */
export class SpokenHighlight implements Disposable {
  /** The sentence of a marked word, and a sentence without word times, which is marked more clearly. */
  readonly #soft = new Mark(sentenceDecoration('0 0 1px 0'));
  readonly #framed = new Mark(sentenceDecoration('2px'));
  #word = new Mark(wordDecoration(config.highlightStyle));
  #uri: string | undefined;
  readonly #subscriptions = [
    vscode.window.onDidChangeVisibleTextEditors(() => this.#repaint()),
    config.onChange(['highlightStyle'], () => this.#restyle()),
  ];

  show({ text: { source }, sentence, word }: Spoken): void {
    if (source?.uri !== this.#uri) this.clear();
    this.#uri = source?.uri;
    const editors = this.#editors();
    const [editor] = editors;
    if (!source || !editor) return;
    const rangeOf = ({ start, end }: SourceRange): vscode.Range => documentRange(editor.document, start, end, source);
    this.#soft.show(editors, word && rangeOf(sentence));
    this.#framed.show(editors, word ? undefined : rangeOf(sentence));
    this.#word.show(editors, word && rangeOf(word));
  }

  clear(): void {
    const editors = this.#editors();
    for (const mark of [this.#soft, this.#framed, this.#word]) mark.show(editors, undefined);
    this.#uri = undefined;
  }

  dispose(): void {
    for (const item of [...this.#subscriptions, this.#soft, this.#framed, this.#word]) item.dispose();
  }

  #editors(): vscode.TextEditor[] {
    return editorsOf(this.#uri);
  }

  #repaint(): void {
    for (const mark of [this.#soft, this.#framed, this.#word]) mark.paint(this.#editors());
  }

  #restyle(): void {
    this.#word.dispose();
    this.#word = new Mark(wordDecoration(config.highlightStyle));
  }
}

/** The visible editors of a document. */
export function editorsOf(uri: string | undefined): vscode.TextEditor[] {
  return vscode.window.visibleTextEditors.filter(({ document }) => document.uri.toString() === uri);
}

/** The range in a document of a part of a text that is read. */
export function documentRange(
  document: vscode.TextDocument,
  start: number,
  end: number,
  { offset }: { offset: number },
): vscode.Range {
  return new vscode.Range(document.positionAt(offset + start), document.positionAt(offset + end));
}
