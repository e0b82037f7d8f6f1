import type * as vscode from 'vscode';
import type { InterruptedMessage } from '../reading/interruptedMessage';
import type { PlaceStore } from '../reading/placeStore';
import type { VoicePlaces } from '../speech/voiceSource';
import { showError } from '../ui/errors';
import type { SpokenFollower } from '../ui/followSpoken';
import type { PlayerPort } from '../webview/protocol';
import { ChooseVoice } from './chooseVoice';
import type { Command } from './command';
import { FollowSpokenText, SetSleepTimer, SetVolume, skipCommands, stepCommands } from './control';
import { EditorReader } from './editorReader';
import { OpenPlayer, PauseResume, Stop } from './playback';
import { FixPronunciation, HearWord, type WordServices } from './fixPronunciation';
import { ReadSymbol } from './readSymbol';
import { Resume } from './resume';
import { ReadDocument, ReadFromHere, SpeakSelection } from './speak';
import { SpeakChanges } from './speakChanges';
import { SpeakDiagnostics } from './speakProblems';
import { SpeakTerminalSelection } from './speakTerminal';
import { VoiceGallery } from './voiceGallery';

/** The services that commands for reading use. */
export interface ReadingServices extends WordServices {
  player: PlayerPort;
  follower: SpokenFollower;
  places: PlaceStore;
  message: InterruptedMessage;
  /** Where voices are found besides the catalog. */
  voices: () => VoicePlaces;
  log: vscode.LogOutputChannel;
}

/** The commands that need no files or processes, so that they also work in a browser. */
export function readingCommands(services: ReadingServices): Command[] {
  const { editor, reader, player, follower, places, message, voices, log } = services;
  const editorReader = new EditorReader(editor, reader, voices, (error) => void showError(error, log));
  return [
    new SpeakSelection(editorReader),
    new ReadDocument(editorReader, reader),
    new ReadFromHere(editorReader),
    new ReadSymbol(editorReader),
    new SpeakDiagnostics(editorReader, reader, voices),
    new SpeakChanges(editor, reader),
    new SpeakTerminalSelection(reader),
    new Resume(reader, editorReader, editor, places, message),
    new Stop(reader),
    new PauseResume(reader),
    ...skipCommands(reader),
    ...stepCommands(),
    new SetVolume(),
    new SetSleepTimer(reader),
    new FollowSpokenText(follower),
    new OpenPlayer(player),
    new ChooseVoice(reader, voices),
    new VoiceGallery(player),
    new FixPronunciation(services),
    new HearWord(services),
  ];
}
