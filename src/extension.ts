import { join } from 'node:path';
import * as vscode from 'vscode';
import { Hub } from './assets/hub';
import { AssetStore } from './assets/store';
import { registerCommands } from './commands';
import { messageOf } from './common/errors';
import { removeTelemetryFiles } from './common/telemetry';
import { config } from './config';
import { EngineClient } from './engine/client';
import { ExporterClient } from './exporter/client';
import { VOICES } from './language/voices';
import { Reader } from './reading/reader';
import { describeFastModel } from './speech/optimized/describe';
import { FastModel } from './speech/optimized/optimizedModel';
import { Speech } from './speech/speech';
import { CurrentEditor } from './ui/currentEditor';
import { showError } from './ui/errors';
import { SpokenHighlight } from './ui/highlight';
import { StatusBar } from './ui/statusBar';
import { PlayerPanel } from './webview/host/playerPanel';

/** Puts the parts together. Nothing heavy is loaded here: player, engine and model come with the first reading. */
export function activate(context: vscode.ExtensionContext): void {
  const began = performance.now();
  const own = <T extends vscode.Disposable>(item: T): T => {
    context.subscriptions.push(item);
    return item;
  };
  const log = own(vscode.window.createOutputChannel('Kokoro', { log: true }));

  const shared = process.env['KOKORO_CACHE'] ?? '';
  const folder = shared === '' ? context.globalStorageUri.fsPath : shared;
  removeTelemetryFiles(folder).catch((error: unknown) => log.warn(messageOf(error)));
  const createStore = (): AssetStore => new AssetStore({ folder, source: config.assetsSource, logger: log });
  let store = createStore();
  const entry = context.asAbsolutePath('dist/engine.js');
  const engineOptions = () => ({ entry, threads: config.threads, idleMinutes: config.idleUnloadMinutes });
  const engine = own(new EngineClient(engineOptions, log));
  const exporter = new ExporterClient(context.asAbsolutePath('dist/exporter.js'), log);
  const fast = own(
    new FastModel({
      folder: join(folder, 'fast'),
      rebuild: (what, hooks) => exporter.rebuild(what, hooks),
      mode: () => (config.fastModel ? 'make' : 'off'),
      logger: log,
    }),
  );
  const speech = new Speech(() => store, engine, log, { ownModel: () => config.model, fast });

  const player = own(new PlayerPanel(context.extensionUri, log));
  const settings = () => ({
    voice: config.voice,
    speed: config.speed,
    codeBlocks: config.codeBlocks,
    emoji: config.emoji,
    language: config.language,
  });
  const voices = VOICES.map(({ name, label }) => ({ name, label }));
  const reader = own(new Reader(speech, player, settings, voices));
  const editor = own(new CurrentEditor());
  const highlight = own(new SpokenHighlight());
  const statusBar = own(new StatusBar('kokoro.openPlayer'));

  own(
    reader.onStatus((status) => {
      statusBar.update(status);
      void vscode.commands.executeCommand('setContext', 'kokoro.reading', status.state !== 'idle');
    }),
  );
  const showModel = (): void =>
    statusBar.showModel(config.model === '' ? describeFastModel(fast.state) : `your own, ${config.model}`);
  showModel();
  const lookForFastModel = (): void =>
    void fast.look().catch((error: unknown) => log.warn(`The fast model cannot be read: ${messageOf(error)}`));
  lookForFastModel();
  own(
    fast.onChange((state) => {
      showModel();
      if (state.kind === 'rejected')
        void vscode.window.showWarningMessage(`Kokoro speaks with ${describeFastModel(state)}.`);
    }),
  );
  own(config.onChange(['model'], showModel));
  own(
    reader.onSpoken((spoken) => {
      if (spoken && config.highlightSpokenText) highlight.show(spoken);
      else highlight.clear();
    }),
  );
  own(reader.onFailed((error) => void showError(error, log)));
  own(
    reader.onRestarted(() => {
      void vscode.window.showWarningMessage('Kokoro: the speech engine stopped unexpectedly and was restarted.');
    }),
  );
  own(
    player.onMessage((message) => {
      if (message.type !== 'speed' && message.type !== 'voice') return;
      const value = message.type === 'speed' ? message.speed : message.voice;
      config.set(message.type, value).catch((error: unknown) => {
        void showError(error, log);
        reader.settingsChanged(); // the player shows again what is true
      });
    }),
  );
  own(config.onChange(['voice', 'speed', 'markdown.codeBlocks', 'emoji', 'language'], () => reader.settingsChanged()));
  own(
    config.onChange(['fastModel'], () => {
      if (!config.fastModel) void fast.cancel();
      lookForFastModel();
    }),
  );
  own(config.onChange(['assets.source'], () => (store = createStore())));
  own(config.onChange(['threads', 'idleUnloadMinutes'], () => engine.restart()));
  const hub = (): Hub => new Hub({ folder, source: config.assetsSource, logger: log });
  own(registerCommands({ editor, reader, player, speech, highlight, exporter, fast, assets: () => store, hub, log }));
  log.info(`Activated in ${(performance.now() - began).toFixed(1)} ms`);
}
