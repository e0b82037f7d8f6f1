import { basename } from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../common/disposable';
import { config } from '../config';
import type { InterruptedMessage } from '../reading/interruptedMessage';
import type { PlaceStore } from '../reading/placeStore';
import type { Reader } from '../reading/reader';
import { SECONDS_PER_LETTER } from '../reading/voicePace';
import type { CurrentEditor } from './currentEditor';

/** Documents that an idle player offers to go on with. */
const OFFERED = 5;

/** Stands for the interrupted message of an agent in the list of what can be resumed. */
export const MESSAGE = 'kokoro:message';

/** Remembers how far documents were read, and offers in the idle player to go on with them. */
export function keepPlaces(
  reader: Reader,
  places: PlaceStore,
  message: InterruptedMessage,
  editor: CurrentEditor,
): Disposable {
  const subscriptions = new DisposableStore();
  let sentence: number | undefined;
  subscriptions.add(
    reader.onSpoken((spoken) => {
      if (spoken && spoken.sentence.start !== sentence && reader.place) places.save(reader.place);
      sentence = spoken?.sentence.start;
    }),
  );
  subscriptions.add(
    reader.onLeft((left) => {
      if (!left.finished) places.save(left);
      else if (left.text.source?.whole === true) places.remove(left.text.source.uri);
      offer();
    }),
  );
  const offer = (): void => {
    const document = editor.get()?.document;
    const documents = places.all.map(({ uri, title, secondsLeft }) => ({
      ...{ id: uri, title, minutesLeft: secondsLeft / 60 },
    }));
    const { place } = message;
    const messages = place ? [{ id: MESSAGE, title: place.text.title, minutesLeft: place.secondsLeft / 60 }] : [];
    const unfinished = [...messages, ...documents].slice(0, OFFERED);
    reader.offer({ active: document && describe(document), unfinished });
  };
  subscriptions.add(vscode.window.onDidChangeActiveTextEditor(offer));
  offer();
  return subscriptions;
}

function describe(document: vscode.TextDocument): { title: string; minutesLeft: number } | undefined {
  const { length } = document.getText();
  if (length === 0) return undefined;
  return { title: basename(document.uri.path), minutesLeft: (length * SECONDS_PER_LETTER) / config.speed / 60 };
}
