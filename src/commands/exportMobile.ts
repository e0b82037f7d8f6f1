import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { App } from '../app/app';
import { prepareMobileBundle } from '../app/mobileBundle';
import type { LanguageCode } from '../language/language';
import { LANGUAGE_CODES, LANGUAGES } from '../language/languages';
import { VOICES } from '../language/voices';
import { config } from '../config';
import { describeProgress } from '../reading/progress';
import { languageOfVoice } from '../speech/voiceSource';
import type { Command } from './command';
import { chooseFile, withNotification } from './exportNotifications';

/** Writes a folder with all that a phone app needs to speak: model, voices, front end and sample projects. */
export class ExportMobile implements Command {
  readonly id = 'kokoro.exportMobile';
  readonly #app: Pick<App, 'assets' | 'exporter' | 'programs' | 'voices'>;

  constructor(app: Pick<App, 'assets' | 'exporter' | 'programs' | 'voices'>) {
    this.#app = app;
  }

  async execute(): Promise<void> {
    const languages = await chooseLanguages(languageOfVoice(config.voice, this.#app.voices()));
    if (languages === undefined || languages.length === 0) return;
    const parent = await chooseFile({
      title: vscode.l10n.t('Choose a Folder for the Bundle'),
      defaultUri: vscode.Uri.file(homedir()),
      canSelectFolders: true,
      canSelectFiles: false,
    });
    if (parent === undefined) return;
    const { assets, exporter, programs } = this.#app;
    const request = { out: join(parent, 'kokoro-mobile'), languages, precision: 'int8' } as const;
    const done = await withNotification(vscode.l10n.t('Exporting the mobile bundle'), async (task) => {
      const { signal, say } = task;
      const onFetch = (progress: Parameters<typeof describeProgress>[0]): void => say(describeProgress(progress));
      return exporter.mobile(await prepareMobileBundle(request, assets(), programs, { signal, onFetch }), task);
    });
    if (done === undefined) return;
    const reveal = vscode.l10n.t('Reveal');
    const saved = vscode.l10n.t('Kokoro: saved {0} ({1} MB).', done.path, (done.bytes / 1e6).toFixed(0));
    if ((await vscode.window.showInformationMessage(saved, reveal)) === reveal)
      await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(join(done.path, 'kokoro')));
  }
}

/** Asks for the languages; their voices come with them. The language of the current voice is proposed. */
async function chooseLanguages(current: LanguageCode | undefined): Promise<LanguageCode[] | undefined> {
  const items = LANGUAGE_CODES.map((code) => ({
    code,
    label: LANGUAGES[code].name,
    description: vscode.l10n.t('{0} voices', String(VOICES.filter((voice) => voice.code === code).length)),
    picked: code === current,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Kokoro: Export Mobile Bundle'),
    placeHolder: vscode.l10n.t('Choose the languages of the app'),
    canPickMany: true,
  });
  return picked?.map(({ code }) => code);
}
