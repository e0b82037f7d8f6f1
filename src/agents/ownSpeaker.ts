import { type App, createApp } from '../app/app';
import { isAbort } from '../common/errors';
import { DEFAULT_VOICE } from '../kokoro/voices';
import { SingleSpeaker } from '../reading/singleSpeaker';
import type { SpeechRequest } from '../speech/speech';
import type { AgentSpeakerOptions, SpeakingState } from './agentSpeaker';
import type { AgentMessage } from './message';
import { playAloud } from './player/playAloud';
import { SystemPlayer } from './player/systemPlayer';

/** Speaks messages in this process, with the system's player, when no VS Code window is open. */
export class OwnSpeaker {
  readonly #options: AgentSpeakerOptions;
  #app: App | undefined;
  #player: SystemPlayer | undefined;
  #report: (state: SpeakingState) => void = () => undefined;

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
    report('waiting');
    try {
      if (!(await speaker.takeWhenFree(signal))) return 'stopped';
      this.#player = player;
      this.#report = report;
      await playAloud(this.#chunks(message, player, signal), player, speaker, signal);
      return signal.aborted ? 'stopped' : 'spoken';
    } catch (error) {
      if (isAbort(error) && signal.aborted) return 'stopped';
      throw error;
    } finally {
      this.#player = undefined;
      player.stop();
      speaker.dispose();
    }
  }

  /** @returns whether it is speaking, as the methods below do */
  pause(): boolean {
    this.#player?.pause();
    if (this.#player) this.#report('paused');
    return this.#player !== undefined;
  }

  resume(): boolean {
    this.#player?.resume();
    if (this.#player) this.#report('playing');
    return this.#player !== undefined;
  }

  skip(sentences: number): boolean {
    this.#player?.skip(sentences);
    return this.#player !== undefined;
  }

  async close(): Promise<void> {
    await this.#app?.close();
    this.#app = undefined;
  }

  async *#chunks(message: AgentMessage, player: SystemPlayer, signal: AbortSignal) {
    this.#app ??= this.#createApp();
    const hooks = { signal, buffered: () => player.buffered, rebuild: 'never' as const };
    const voice = message.voice ?? (await this.#options.voice?.());
    let isFirst = true;
    for await (const chunk of this.#app.speech.speak(requestFor({ ...message, ...(voice && { voice }) }), hooks)) {
      if (isFirst) this.#report('playing');
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

function requestFor({ text, format, voice = DEFAULT_VOICE, speed = 1 }: AgentMessage): SpeechRequest {
  return {
    ...{ text, voice, speed, from: 0, codeBlocks: 'announce', emoji: 'read' },
    format: format === 'markdown' ? 'reply' : 'plain',
  };
}
