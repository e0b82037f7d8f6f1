import { nothingToRead } from '../../common/errors';
import type { SpeechChunk } from '../../kokoro/speechChunk';
import type { SingleSpeaker } from '../../reading/singleSpeaker';
import type { SystemPlayer } from './systemPlayer';

/** Seconds of speech that are made ahead: enough for a slow machine, and little is wasted when it is stopped. */
const BUFFERED_SECONDS = 15;

/**
 * Plays speech while it is made. When another program of the user begins to speak, it pauses, and goes on with the
 * interrupted word when that one has ended.
 * @param chunks are pulled when the player needs more
 * @param signal stops it at once; then it settles normally
 * @throws KokoroError `player-failed`, `nothing-to-read`, and what `chunks` throws
 */
export async function playAloud(
  chunks: AsyncIterable<SpeechChunk>,
  player: SystemPlayer,
  speaker: SingleSpeaker,
  signal: AbortSignal,
): Promise<void> {
  const stop = (): void => player.stop();
  signal.addEventListener('abort', stop);
  const taken = speaker.onTaken(() => {
    if (player.isPaused) return; // it goes on when it is told to
    player.pause();
    void speaker.takeWhenFree(signal).then((isFree) => {
      if (isFree) player.resume();
    });
  });
  let isEmpty = true;
  try {
    for await (const chunk of chunks) {
      isEmpty = false;
      player.add(chunk);
      await player.wanted(BUFFERED_SECONDS, signal);
      if (signal.aborted) break;
    }
    player.end();
    await player.finished;
    if (isEmpty && !signal.aborted) throw nothingToRead();
  } finally {
    player.stop();
    taken.dispose();
    signal.removeEventListener('abort', stop);
  }
}
