import * as vscode from 'vscode';
import { refreshLauncher, writeLauncher } from './agents/launcher';
import { createApp } from './app/app';
import { version } from '../package.json';
import { registerCommands } from './commands';
import { messageOf } from './common/errors';
import { translateWith } from './common/l10n';
import { config } from './config';
import { createReading } from './extension.shared';
import { SingleSpeaker } from './reading/singleSpeaker';
import { offerSpeech } from './ui/offerSpeech';
import { SharedChoices } from './ui/sharedChoices';
import { showModel } from './ui/modelStatus';
import { speakForAgents } from './ui/agents';
import { speakAlone, UNNAMED } from './ui/oneSpeaker';
import { ServerKeys } from './ui/serverKeys';

/** Wires the extension together. The player, the engine and the model are loaded later, when the user first reads. */
export function activate(context: vscode.ExtensionContext): void {
  const began = performance.now();
  translateWith(vscode.l10n.t);
  const own = <T extends vscode.Disposable>(item: T): T => {
    context.subscriptions.push(item);
    return item;
  };

  const log = own(vscode.window.createOutputChannel('Kokoro', { log: true }));
  const serverKeys = new ServerKeys(context.secrets);
  const sharedCache = process.env['KOKORO_CACHE'] ?? '';
  const app = own(
    createApp({
      programs: context.asAbsolutePath('dist'),
      cache: sharedCache === '' ? context.globalStorageUri.fsPath : sharedCache,
      source: () => config.assetsSource,
      threads: () => config.threads,
      idleMinutes: () => config.idleUnloadMinutes,
      audioCache: () => config.audioCache,
      ownModel: () => config.model,
      savedVoices: () => config.voices,
      server: { settings: () => config.server, key: (origin) => serverKeys.get(origin) },
      optimizedModel: () => (config.optimizedModel ? 'make' : 'off'),
      logger: log,
    }),
  );

  const reading = createReading(context, { speech: app.speech, remote: app.remote, serverKeys }, app.voices, log, own);
  const { reader, statusBar } = reading;
  own(app.onVoices(() => reader.showSettings()));
  const speaker = own(new SingleSpeaker(vscode.workspace.name ?? UNNAMED, log));
  own(speakAlone(reader, statusBar, speaker));
  const { window } = own(speakForAgents(reader, speaker, log));
  const { programs, cache } = app;
  own(offerSpeech({ programs, cache, window, logger: log }, version));
  const choices = own(new SharedChoices(log));
  const launcher = { extension: context.extensionPath, node: process.execPath, cache: app.cache };
  refreshLauncher(launcher).catch((error: unknown) =>
    log.warn(`The launcher for agents is not up to date: ${messageOf(error)}`),
  );
  own(showModel(app.optimizedModel, statusBar, log));
  const engineSettings = ['threads', 'idleUnloadMinutes', 'audioCache.memoryMB', 'audioCache.diskMB'] as const;
  own(config.onChange(engineSettings, () => app.engine.restart()));
  own(
    registerCommands({
      ...{ app, ...reading, logFolder: context.logUri.fsPath },
      launcher: async () => {
        await choices.share();
        return writeLauncher(launcher);
      },
    }),
  );
  log.info(`Activated in ${(performance.now() - began).toFixed(1)} ms`);
}
