import * as vscode from 'vscode';
import type { App } from '../app/app';
import { type Disposable, DisposableStore } from '../common/disposable';
import type { Reader } from '../reading/reader';
import type { CurrentEditor } from '../ui/currentEditor';
import { showError } from '../ui/errors';
import type { SpokenHighlight } from '../ui/highlight';
import type { PlayerPort } from '../webview/protocol';
import { ChooseVoice } from './chooseVoice';
import type { Command } from './command';
import { ExportOnnx } from './exportOnnx';
import { OpenPlayer, PauseResume, Stop } from './playback';
import { QuantizeModel } from './quantizeModel';
import { RebuildModel } from './rebuildModel';
import { SaveWav } from './saveWav';
import { EditorReader, ReadDocument, SpeakSelection } from './speak';

/** The services that commands use. */
export interface Services {
  app: App;
  editor: CurrentEditor;
  reader: Reader;
  player: PlayerPort;
  highlight: SpokenHighlight;
  log: vscode.LogOutputChannel;
}

/** Registers every command; errors are shown to the user. */
export function registerCommands(services: Services): Disposable {
  const { app, editor, reader, player, highlight, log } = services;
  const editorReader = new EditorReader(editor, reader, highlight, (error) => void showError(error, log));
  const commands: Command[] = [
    new SpeakSelection(editorReader),
    new ReadDocument(editorReader),
    new Stop(reader),
    new PauseResume(reader),
    new OpenPlayer(player),
    new ChooseVoice(reader),
    new SaveWav(editor, app.speech, app.workFolder),
    new ExportOnnx(app.exporter, app.hub),
    new QuantizeModel(app.exporter),
    new RebuildModel(app.optimizedModel, app.assets),
  ];
  const registered = new DisposableStore();
  for (const command of commands) {
    const run = async (): Promise<void> => {
      try {
        await command.execute();
      } catch (error) {
        await showError(error, log);
      }
    };
    registered.add(vscode.commands.registerCommand(command.id, run));
  }
  return registered;
}
