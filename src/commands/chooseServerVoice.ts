import * as vscode from 'vscode';
import { config } from '../config';
import type { RemoteSpeech } from '../speech/remote/remoteSpeech';
import type { Command } from './command';

const { t } = vscode.l10n;
const TITLE = t('Kokoro: Choose Server Voice');
const OPEN_SETTING = t('Open Setting');

/** Lets the user pick one of the voices that the speech server lists, or type one if it has no list. */
export class ChooseServerVoice implements Command {
  readonly id = 'kokoro.chooseServerVoice';
  readonly #remote: RemoteSpeech;

  constructor(remote: RemoteSpeech) {
    this.#remote = remote;
  }

  async execute(): Promise<void> {
    const { server } = config;
    if (!server) {
      const message = t('Kokoro speaks on this machine. To speak through a server, set `kokoro.backend`.');
      const choice = await vscode.window.showInformationMessage(message, OPEN_SETTING);
      if (choice === OPEN_SETTING)
        await vscode.commands.executeCommand('workbench.action.openSettings', 'kokoro.backend');
      return;
    }
    const names = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: TITLE, cancellable: true },
      (_, token) => this.#list(token),
    );
    if (names === 'cancelled') return;
    const voice = names ? await pick(names, server.voice) : await ask(server.voice);
    if (voice !== undefined) await config.set('server.voice', voice);
  }

  async #list(token: vscode.CancellationToken): Promise<string[] | undefined | 'cancelled'> {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    try {
      return await this.#remote.voices(abort.signal);
    } catch (error) {
      if (abort.signal.aborted) return 'cancelled';
      throw error;
    }
  }
}

async function pick(names: readonly string[], chosen: string): Promise<string | undefined> {
  const same = { label: t('The voice of readings'), description: config.voice, voice: '' };
  const items = [same, ...names.map((voice) => ({ label: voice, voice }))].map((item) =>
    item.voice === chosen ? { ...item, detail: t('Chosen now') } : item,
  );
  return (await vscode.window.showQuickPick(items, { title: TITLE, matchOnDescription: true }))?.voice;
}

async function ask(chosen: string): Promise<string | undefined> {
  const prompt = t('The server has no list of its voices. Type the name of one, or nothing for the voice of readings.');
  return (await vscode.window.showInputBox({ title: TITLE, prompt, value: chosen }))?.trim();
}
