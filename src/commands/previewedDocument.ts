import { basename } from 'node:path';
import * as vscode from 'vscode';

const PREVIEW = 'markdown.preview';

/** The document that the active Markdown preview shows; undefined when the active tab is none. */
export async function previewedDocument(): Promise<vscode.TextDocument | undefined> {
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  if (!tab) return undefined;
  const { input, label } = tab;
  if (input instanceof vscode.TabInputCustom && input.viewType.includes(PREVIEW))
    return vscode.workspace.openTextDocument(input.uri);
  if (!(input instanceof vscode.TabInputWebview) || !input.viewType.includes(PREVIEW)) return undefined;
  // A preview tells its document only by its title, which ends with the file's name in every language.
  const shown = vscode.workspace.textDocuments.find(({ uri }) => label.endsWith(` ${basename(uri.path)}`));
  if (shown) return shown;
  const name = label.slice(label.indexOf(' ') + 1).replaceAll(/[[\]{}*?]/g, '?');
  const [found] = await vscode.workspace.findFiles(`**/${name}`, undefined, 1);
  return found && vscode.workspace.openTextDocument(found);
}
