import { type Disposable, DisposableStore } from '../common/disposable';
import type { Reader } from './reader';
import type { SingleSpeaker } from './singleSpeaker';

/** Has a reader take over from any other program that speaks, and pause when another one takes over. */
export function takeTheFloor(reader: Reader, speaker: SingleSpeaker): Disposable {
  const subscriptions = new DisposableStore();
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
  subscriptions.add(speaker.onTaken(() => reader.pause()));
  return subscriptions;
}
