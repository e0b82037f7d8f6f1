import * as vscode from 'vscode';

/** The document of the cell that is selected in the active notebook; undefined while a text editor is active. */
export function selectedCell(): vscode.TextDocument | undefined {
  const editor = vscode.window.activeNotebookEditor;
  if (!editor || vscode.window.activeTextEditor) return undefined;
  const { notebook, selection } = editor;
  return selection.start < notebook.cellCount ? notebook.cellAt(selection.start).document : undefined;
}
