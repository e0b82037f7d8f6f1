import type { Reader } from '../reading/reader';
import type { PlayerPort } from '../webview/protocol';
import type { Command } from './command';

/** Stops the reading. */
export class Stop implements Command {
  readonly id = 'kokoro.stop';
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  execute(): void {
    this.#reader.stop();
  }
}

/** Pauses or resumes the reading. */
export class PauseResume implements Command {
  readonly id = 'kokoro.pauseResume';
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  execute(): void {
    this.#reader.pauseOrResume();
  }
}

/** Shows the player. */
export class OpenPlayer implements Command {
  readonly id = 'kokoro.openPlayer';
  readonly #player: PlayerPort;

  constructor(player: PlayerPort) {
    this.#player = player;
  }

  execute(): void {
    this.#player.reveal();
  }
}
