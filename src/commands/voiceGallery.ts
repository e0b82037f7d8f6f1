import type { PlayerPort } from '../webview/protocol';
import type { Command } from './command';

/** Shows all voices in the player, with a sample each. */
export class VoiceGallery implements Command {
  readonly id = 'kokoro.voiceGallery';
  readonly #player: PlayerPort;

  constructor(player: PlayerPort) {
    this.#player = player;
  }

  execute(): void {
    this.#player.reveal(true);
    this.#player.post({ type: 'gallery' });
  }
}
