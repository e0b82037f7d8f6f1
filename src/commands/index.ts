import * as vscode from 'vscode';
import type { App } from '../app/app';
import { type Disposable, DisposableStore } from '../common/disposable';
import type { PlaceStore } from '../reading/placeStore';
import type { Reader } from '../reading/reader';
import type { CurrentEditor } from '../ui/currentEditor';
import { showError } from '../ui/errors';
import type { SpokenFollower } from '../ui/followSpoken';
import type { PlayerPort } from '../webview/protocol';
import { BenchmarkMachine } from './benchmarkMachine';
import { ChooseVoice } from './chooseVoice';
import type { Command } from './command';
import { FollowSpokenText, SetSleepTimer, SetVolume, skipCommands, stepCommands } from './control';
import { EditorReader } from './editorReader';
import { ExportMobile } from './exportMobile';
import { ExportOnnx } from './exportOnnx';
import { ManageStorage } from './manageStorage';
import { OpenPlayer, PauseResume, Stop } from './playback';
import { QuantizeModel } from './quantizeModel';
import { ReadSymbol } from './readSymbol';
import { RebuildModel } from './rebuildModel';
import { ReportIssue } from './reportIssue';
import { Resume } from './resume';
import { SaveWav } from './saveWav';
import { ReadDocument, ReadFromHere, SpeakSelection } from './speak';
import { SpeakChanges } from './speakChanges';
import { SpeakDiagnostics } from './speakProblems';
import { SpeakTerminalSelection } from './speakTerminal';

/** The services that commands use. */
export interface Services {
  app: App;
  editor: CurrentEditor;
  reader: Reader;
  player: PlayerPort;
  follower: SpokenFollower;
  places: PlaceStore;
  log: vscode.LogOutputChannel;
  /** Where VS Code keeps the extension's log. */
  logFolder: string;
}

/** Registers every command; errors are shown to the user. */
export function registerCommands(services: Services): Disposable {
  const { app, editor, reader, player, follower, places, log, logFolder } = services;
  const editorReader = new EditorReader(editor, reader, (error) => void showError(error, log));
  const commands: Command[] = [
    new SpeakSelection(editorReader),
    new ReadDocument(editorReader),
    new ReadFromHere(editorReader),
    new ReadSymbol(editorReader),
    new SpeakDiagnostics(editorReader, reader),
    new SpeakChanges(editor, reader),
    new SpeakTerminalSelection(reader),
    new Resume(reader, editorReader, editor, places),
    new Stop(reader),
    new PauseResume(reader),
    ...skipCommands(reader),
    ...stepCommands(),
    new SetVolume(),
    new SetSleepTimer(reader),
    new FollowSpokenText(follower),
    new OpenPlayer(player),
    new ChooseVoice(reader),
    new SaveWav(editor, app.speech, app.workFolder),
    new ExportOnnx(app.exporter, app.hub),
    new QuantizeModel(app.exporter),
    new ExportMobile(app),
    new RebuildModel(app.optimizedModel, app.assets),
    new ManageStorage(app.cache),
    new BenchmarkMachine(app),
    new ReportIssue(app, logFolder),
  ];
  const registered = new DisposableStore();
  for (const command of commands) {
    const run = async (...args: unknown[]): Promise<void> => {
      try {
        await command.execute(...args);
      } catch (error) {
        await showError(error, log);
      }
    };
    registered.add(vscode.commands.registerCommand(command.id, run));
  }
  return registered;
}
