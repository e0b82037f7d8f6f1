import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../common/disposable';
import type { Logger } from '../common/log';
import type { Reader } from '../reading/reader';
import { SingleSpeaker } from '../reading/singleSpeaker';
import type { StatusBar } from './statusBar';

const UNNAMED = 'another window';

/** Sees to it that two windows never speak at once: the one that begins to speak pauses the other. */
export function speakAlone(reader: Reader, statusBar: StatusBar, log: Logger): Disposable {
  const subscriptions = new DisposableStore();
  const speaker = subscriptions.add(new SingleSpeaker(vscode.workspace.name ?? UNNAMED, log));
  let speaking = false;
  subscriptions.add(
    reader.onStatus(({ state }) => {
      const speaks = state !== 'idle' && state !== 'paused';
      if (speaks === speaking) return;
      speaking = speaks;
      if (speaks) void speaker.take();
      else speaker.release();
    }),
  );
  subscriptions.add(
    speaker.onTaken((name) => {
      reader.pause();
      void vscode.window.showInformationMessage(`Kokoro: paused, because ${name || UNNAMED} speaks now.`);
    }),
  );
  subscriptions.add(speaker.onOther((name) => statusBar.showOther(name)));
  return subscriptions;
}
