import type { PlayerState } from '../protocol';
import type { Timeline } from './controller';
import type { PlayerControls } from './keyboard';

/** The system's media controls and keys, where the platform has them: what is read, how far, and its buttons. */
export class SystemControls {
  readonly #session = 'mediaSession' in navigator ? navigator.mediaSession : undefined;

  constructor(controls: () => PlayerControls) {
    const handle = (action: MediaSessionAction, act: (controls: PlayerControls) => void): void => {
      this.#session?.setActionHandler(action, () => {
        act(controls());
      });
    };
    handle('play', (player) => {
      player.resume();
    });
    handle('pause', (player) => {
      player.pause();
    });
    handle('stop', (player) => {
      player.stop();
    });
    handle('previoustrack', (player) => {
      player.skip('previousSentence');
    });
    handle('nexttrack', (player) => {
      player.skip('nextSentence');
    });
  }

  showTitle(title: string): void {
    if (this.#session) this.#session.metadata = new MediaMetadata({ title, artist: 'Kokoro' });
  }

  showState(state: PlayerState): void {
    if (!this.#session) return;
    const runs = state === 'playing' || state === 'waiting';
    this.#session.playbackState = runs ? 'playing' : state === 'idle' ? 'none' : 'paused';
  }

  showTimeline({ elapsed, remaining }: Timeline): void {
    this.#session?.setPositionState({ duration: elapsed + remaining, position: elapsed });
  }
}
