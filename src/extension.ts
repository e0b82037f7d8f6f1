import * as vscode from 'vscode';
import { createApp } from './app/app';
import { registerCommands } from './commands';
import { config } from './config';
import { VOICES } from './language/voices';
import { Reader } from './reading/reader';
import { CurrentEditor } from './ui/currentEditor';
import { SpokenHighlight } from './ui/highlight';
import { showModel } from './ui/modelStatus';
import { showReader, syncSettings } from './ui/readerFeedback';
import { StatusBar } from './ui/statusBar';
import { PlayerPanel } from './webview/host/playerPanel';

/** Wires the extension together. The player, the engine and the model are loaded later, when the user first reads. */
export function activate(context: vscode.ExtensionContext): void {
  const began = performance.now();
  const own = <T extends vscode.Disposable>(item: T): T => {
    context.subscriptions.push(item);
    return item;
  };

  const log = own(vscode.window.createOutputChannel('Kokoro', { log: true }));
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
      optimizedModel: () => (config.optimizedModel ? 'make' : 'off'),
      logger: log,
    }),
  );

  const player = own(new PlayerPanel(context.extensionUri, log));
  const reader = own(new Reader(app.speech, player, () => config.reading, VOICES));
  const editor = own(new CurrentEditor());
  const highlight = own(new SpokenHighlight());
  const statusBar = own(new StatusBar('kokoro.openPlayer'));

  own(showReader(reader, statusBar, highlight, log));
  own(showModel(app.optimizedModel, statusBar, log));
  own(syncSettings(reader, log));
  const engineSettings = ['threads', 'idleUnloadMinutes', 'audioCache.memoryMB', 'audioCache.diskMB'] as const;
  own(config.onChange(engineSettings, () => app.engine.restart()));
  own(registerCommands({ app, editor, reader, player, highlight, log }));
  log.info(`Activated in ${(performance.now() - began).toFixed(1)} ms`);
}
