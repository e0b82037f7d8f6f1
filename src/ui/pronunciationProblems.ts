import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../common/disposable';
import { DICTIONARY, readDictionary } from './dictionaryFile';

/** Shows what is wrong with the entries of open dictionaries as they are edited. */
export function showPronunciationProblems(): Disposable {
  const subscriptions = new DisposableStore();
  const shown = subscriptions.add(vscode.languages.createDiagnosticCollection('kokoro'));
  const show = (document: vscode.TextDocument): void => {
    if (!document.uri.path.endsWith(`/${DICTIONARY}`)) return;
    const { problems } = readDictionary(document.getText());
    shown.set(
      document.uri,
      problems
        // VS Code itself marks what is not JSON.
        .filter(({ code }) => code !== 'not-json')
        .map(({ start, end, message, code }) => {
          const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
          const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
          return Object.assign(diagnostic, { source: 'Kokoro', code });
        }),
    );
  };
  vscode.workspace.textDocuments.forEach(show);
  subscriptions.add(vscode.workspace.onDidOpenTextDocument(show));
  subscriptions.add(vscode.workspace.onDidChangeTextDocument(({ document }) => show(document)));
  subscriptions.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => shown.delete(uri)));
  return subscriptions;
}
