import { type App, createApp } from '../app/app';
import { isAbort } from '../common/errors';
import { DEFAULT_VOICE } from '../kokoro/voices';
import { SingleSpeaker } from '../reading/singleSpeaker';
import { PLAIN_TEXT, type SpeechRequest } from '../speech/speech';
import type { AgentSpeakerOptions, SpeakingState } from './agentSpeaker';
import type { AgentMessage } from './message';
import { playAloud } from './player/playAloud';
import { SystemPlayer } from './player/systemPlayer';

/** The message that is being spoken. */
interface Current {
  player: SystemPlayer;
  speaker: SingleSpeaker;
  signal: AbortSignal;
  report: (state: SpeakingState) => void;
}

/** Speaks messages in this process, with the system's player, when no VS Code window is open. */
export class OwnSpeaker {
  readonly #options: AgentSpeakerOptions;
  #app: App | undefined;
  #current: Current | undefined;

  constructor(options: AgentSpeakerOptions) {
    this.#options = options;
  }

  /**
   * Speaks a message once no other program does.
   * @throws KokoroError `player-missing`, `player-failed`, `nothing-to-read`, or as `Speech.speak`
   */
  async speak(
    message: AgentMessage,
    signal: AbortSignal,
    report: (state: SpeakingState) => void,
  ): Promise<'spoken' | 'stopped'> {
    const { logger, folder } = this.#options;
    const player = new SystemPlayer();
    const speaker = new SingleSpeaker(message.agent, logger, folder);
    const current = { player, speaker, signal, report };
    report('waiting');
    try {
      if (!(await speaker.takeWhenFree(signal))) return 'stopped';
      this.#current = current;
      await playAloud(this.#chunks(message, current), player, speaker, signal);
      return signal.aborted ? 'stopped' : 'spoken';
    } catch (error) {
      if (isAbort(error) && signal.aborted) return 'stopped';
      throw error;
    } finally {
      this.#current = undefined;
      player.stop();
      speaker.dispose();
    }
  }

  /** @returns whether it is speaking, as the methods below do */
  pause(): boolean {
    this.#current?.player.pause();
    this.#current?.report('paused');
    return this.#current !== undefined;
  }

  /** Goes on once no other program speaks: one may have begun meanwhile. */
  resume(): boolean {
    const current = this.#current;
    if (current) void goOn(current);
    return current !== undefined;
  }

  skip(sentences: number): boolean {
    this.#current?.player.skip(sentences);
    return this.#current !== undefined;
  }

  async close(): Promise<void> {
    await this.#app?.close();
    this.#app = undefined;
  }

  async *#chunks(message: AgentMessage, { player, signal, report }: Current) {
    this.#app ??= this.#createApp();
    const hooks = { signal, buffered: () => player.buffered, rebuild: 'never' as const };
    const voice = message.voice ?? (await this.#options.voice?.());
    let isFirst = true;
    for await (const chunk of this.#app.speech.speak(requestFor({ ...message, ...(voice && { voice }) }), hooks)) {
      if (isFirst) report('playing');
      isFirst = false;
      yield chunk;
    }
  }

  #createApp(): App {
    const { programs, cache, logger } = this.#options;
    return createApp({
      ...{ programs, cache, logger },
      source: () => process.env['KOKORO_ASSETS'] ?? '',
      threads: () => 0,
      idleMinutes: () => 5,
      ownModel: () => '',
      optimizedModel: () => 'use',
      stopsWithProgram: true,
    });
  }
}

async function goOn({ player, speaker, signal, report }: Current): Promise<void> {
  if (!(await speaker.takeWhenFree(signal))) return;
  player.resume();
  report('playing');
}

function requestFor({ text, format, voice = DEFAULT_VOICE, speed = 1 }: AgentMessage): SpeechRequest {
  return {
    ...PLAIN_TEXT,
    ...{ text, voice, speed },
    format: format === 'markdown' ? 'reply' : 'plain',
  };
}
