import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { App } from '../app/app';
import { issueReport } from '../app/issueReport';
import { isMissing } from '../assets/disk';
import { config } from '../config';
import type { Command } from './command';

const { t } = vscode.l10n;

/** Opens a report on this installation, for the user to complete and send. Nothing leaves the machine by itself. */
export class ReportIssue implements Command {
  readonly id = 'kokoro.reportIssue';
  readonly #app: App;
  readonly #logFolder: string;

  /** @param logFolder where VS Code keeps the extension's log */
  constructor(app: App, logFolder: string) {
    this.#app = app;
    this.#logFolder = logFolder;
  }

  async execute(): Promise<void> {
    const progress = { location: vscode.ProgressLocation.Notification, title: t('Collecting the report') };
    const content = await vscode.window.withProgress(progress, async () =>
      issueReport(this.#app, {
        editor: `${vscode.env.appName} ${vscode.version}`,
        host: vscode.env.remoteName === undefined ? 'local' : 'remote',
        assetsSource: config.assetsSource === '' ? '' : '(set)',
        ownModel: config.model,
        settings: config.changed,
        log: await readLogs(this.#logFolder),
      }),
    );
    const document = await vscode.workspace.openTextDocument({ content, language: 'markdown' });
    await vscode.window.showTextDocument(document);
    void vscode.window.showInformationMessage(
      t('Kokoro: complete the report, and copy it into a new issue. Nothing has been sent.'),
    );
  }
}

/** The logs in a folder, one after the other; empty if there are none. */
async function readLogs(folder: string): Promise<string> {
  try {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.log')).sort();
    return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('');
  } catch (error) {
    if (isMissing(error)) return '';
    throw error;
  }
}
