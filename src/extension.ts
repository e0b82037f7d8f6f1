import * as vscode from 'vscode';
import { createApp } from './app/app';
import { registerCommands } from './commands';
import { messageOf } from './common/errors';
import { translateWith } from './common/l10n';
import { config } from './config';
import { VOICES } from './language/voices';
import { PlaceStore } from './reading/placeStore';
import { Reader } from './reading/reader';
import { CurrentEditor } from './ui/currentEditor';
import { SpokenFollower } from './ui/followSpoken';
import { SpokenHighlight } from './ui/highlight';
import { keepPlaces } from './ui/keepPlaces';
import { showModel } from './ui/modelStatus';
import { speakAlone } from './ui/oneSpeaker';
import { grantWishes, showReader, syncSettings } from './ui/readerFeedback';
import { StatusBar } from './ui/statusBar';
import { trackDocument } from './ui/trackDocument';
import { voiceLabel } from './ui/voiceTexts';
import { PlayerHost } from './webview/host/playerHost';

/** Wires the extension together. The player, the engine and the model are loaded later, when the user first reads. */
export function activate(context: vscode.ExtensionContext): void {
  const began = performance.now();
  translateWith(vscode.l10n.t);
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

  const player = own(new PlayerHost(context.extensionUri, log));
  const voices = VOICES.map((voice) => ({ name: voice.name, label: voiceLabel(voice) }));
  const reader = own(new Reader(app.speech, player, () => config.reading, voices, log));
  const editor = own(new CurrentEditor());
  const highlight = own(new SpokenHighlight());
  const follower = own(new SpokenFollower());
  const statusBar = own(new StatusBar('kokoro.openPlayer'));

  const places = new PlaceStore(context.workspaceState, (error) => {
    log.warn(`The place in a document was not saved: ${messageOf(error)}`);
  });

  own(showReader(reader, statusBar, highlight, follower, log));
  own(trackDocument(reader));
  own(keepPlaces(reader, places, editor));
  own(grantWishes(reader, log));
  own(speakAlone(reader, statusBar, log));
  own(showModel(app.optimizedModel, statusBar, log));
  own(syncSettings(reader, log));
  const engineSettings = ['threads', 'idleUnloadMinutes', 'audioCache.memoryMB', 'audioCache.diskMB'] as const;
  own(config.onChange(engineSettings, () => app.engine.restart()));
  own(registerCommands({ app, editor, reader, player, follower, places, log, logFolder: context.logUri.fsPath }));
  log.info(`Activated in ${(performance.now() - began).toFixed(1)} ms`);
}
