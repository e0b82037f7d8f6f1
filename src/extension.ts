import * as vscode from 'vscode';
import { createApp } from './app/app';
import { registerCommands } from './commands';
import { messageOf } from './common/errors';
import { config } from './config';
import { VOICES } from './language/voices';
import { Reader } from './reading/reader';
import { describeOptimizedModel } from './speech/optimized/describe';
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
  const app = own(
    createApp({
      programs: context.asAbsolutePath('dist'),
      cache: shared === '' ? context.globalStorageUri.fsPath : shared,
      source: () => config.assetsSource,
      threads: () => config.threads,
      idleMinutes: () => config.idleUnloadMinutes,
      ownModel: () => config.model,
      optimizedModel: () => (config.fastModel ? 'make' : 'off'),
      logger: log,
    }),
  );
  const { engine, optimizedModel } = app;

  const player = own(new PlayerPanel(context.extensionUri, log));
  const settings = () => ({
    voice: config.voice,
    speed: config.speed,
    codeBlocks: config.codeBlocks,
    emoji: config.emoji,
    language: config.language,
  });
  const voices = VOICES.map(({ name, label }) => ({ name, label }));
  const reader = own(new Reader(app.speech, player, settings, voices));
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
    statusBar.showModel(
      config.model === '' ? describeOptimizedModel(optimizedModel.state) : `your own, ${config.model}`,
    );
  showModel();
  const refreshModel = (): void =>
    void optimizedModel
      .refresh()
      .catch((error: unknown) => log.warn(`The fast model cannot be read: ${messageOf(error)}`));
  refreshModel();
  own(
    optimizedModel.onChange((state) => {
      showModel();
      if (state.kind === 'rejected')
        void vscode.window.showWarningMessage(`Kokoro speaks with ${describeOptimizedModel(state)}.`);
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
      if (!config.fastModel) void optimizedModel.cancel();
      refreshModel();
    }),
  );
  own(config.onChange(['threads', 'idleUnloadMinutes'], () => engine.restart()));
  own(registerCommands({ app, editor, reader, player, highlight, log }));
  log.info(`Activated in ${(performance.now() - began).toFixed(1)} ms`);
}
