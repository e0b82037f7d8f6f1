import { AgentReader } from '../../../src/agents/agentReader';
import { serveAgent } from '../../../src/agents/windowServer';
import { WindowSocket } from '../../../src/agents/windows';
import { DisposableStore } from '../../../src/common/disposable';
import { silentLogger } from '../../../src/common/log';
import { InterruptedMessage } from '../../../src/reading/interruptedMessage';
import { Reader } from '../../../src/reading/reader';
import type { ReadingSettings } from '../../../src/reading/readingText';
import { SingleSpeaker } from '../../../src/reading/singleSpeaker';
import { takeTheFloor } from '../../../src/reading/takeTheFloor';
import { FakePlayer, FakeSpeech } from '../reading/fakes';

const SETTINGS: ReadingSettings = {
  ...{ voice: 'af_heart', speed: 1.5, codeBlocks: 'read', emoji: 'read', volume: 1, pauseAfter: 'never' },
};

/** What a VS Code window has that agents speak in; only its speech and its player are not real. */
export class Window {
  readonly speech = new FakeSpeech();
  readonly player = new FakePlayer();
  readonly reader: Reader;
  readonly interrupted: InterruptedMessage;
  readonly socket: WindowSocket;
  readonly speaker: SingleSpeaker;
  readonly #parts = new DisposableStore();

  private constructor(folder: string) {
    this.reader = this.#parts.add(
      new Reader(
        this.speech,
        this.player,
        () => SETTINGS,
        () => [],
        silentLogger,
      ),
    );
    this.interrupted = this.#parts.add(new InterruptedMessage(this.reader));
    this.speaker = this.#parts.add(new SingleSpeaker('window', silentLogger, folder));
    this.#parts.add(takeTheFloor(this.reader, this.speaker));
    const agents = this.#parts.add(new AgentReader(this.reader, this.speaker, () => SETTINGS.speed, silentLogger));
    this.socket = this.#parts.add(new WindowSocket((socket) => serveAgent(socket, agents), silentLogger, folder));
  }

  static async open(folder: string): Promise<Window> {
    const window = new Window(folder);
    await window.socket.open();
    return window;
  }

  /** The agent and the text that the player has been told to play. */
  get title(): string | undefined {
    return this.player.last('start')?.title;
  }

  close(): void {
    this.#parts.dispose();
  }
}
