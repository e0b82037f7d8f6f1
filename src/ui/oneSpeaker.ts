import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../common/disposable';
import type { Reader } from '../reading/reader';
import type { SingleSpeaker } from '../reading/singleSpeaker';
import { takeTheFloor } from '../reading/takeTheFloor';
import type { StatusBar } from './statusBar';

export const UNNAMED = vscode.l10n.t('another window');

/** Sees to it that two windows never speak at once: the one that begins to speak pauses the other. */
export function speakAlone(reader: Reader, statusBar: StatusBar, speaker: SingleSpeaker): Disposable {
  const subscriptions = new DisposableStore();
  subscriptions.add(takeTheFloor(reader, speaker));
  subscriptions.add(
    speaker.onTaken((name) => {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Kokoro: paused, because {0} speaks now.', name || UNNAMED),
      );
    }),
  );
  subscriptions.add(speaker.onOther((name) => statusBar.showOther(name)));
  return subscriptions;
}
