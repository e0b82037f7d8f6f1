import * as vscode from 'vscode';

let folder: vscode.Uri | undefined;

/** Sets the folder of the extension, which may be on a web server or on the other side of a remote connection. */
export function setExtensionFolder(uri: vscode.Uri): void {
  folder = uri;
}

/** Reads one of the extension's files by its path in its folder. */
export async function readExtensionFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  if (folder === undefined) throw new Error('The extension has not been activated.');
  return new Uint8Array(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, path)));
}
