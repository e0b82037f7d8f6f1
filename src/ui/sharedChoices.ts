import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { NO_PREFERENCES } from '../agents/preferences';
import { preferencesFile, writePreferences } from '../agents/preferencesFile';
import type { Disposable } from '../common/disposable';
import { messageOf } from '../common/errors';
import type { Logger } from '../common/log';
import { config } from '../config';

const SHARED = ['voice', 'agents.voices', 'agents.distinctVoices', 'agents.muted', 'agents.read'] as const;

/** Keeps the file from which programs outside of VS Code know what the user has chosen for agents. */
export class SharedChoices implements Disposable {
  readonly #log: Logger;
  readonly #file = preferencesFile();
  readonly #subscription: Disposable;

  constructor(log: Logger) {
    this.#log = log;
    this.#subscription = config.onChange(SHARED, () => void this.#refresh());
    void this.#refresh();
  }

  /** Writes the file. Never fails: without it, agents are read in the user's voice. */
  async share(): Promise<void> {
    try {
      await writePreferences(this.#file, config.agents);
    } catch (error) {
      this.#log.warn(`Programs outside of VS Code do not know your choices for agents: ${messageOf(error)}`);
    }
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** Writes the file, unless there are neither choices nor programs that look for it. */
  async #refresh(): Promise<void> {
    const { voice } = NO_PREFERENCES;
    const isDefault = isDeepStrictEqual({ ...config.agents, voice }, NO_PREFERENCES);
    if (!isDefault || existsSync(dirname(this.#file))) await this.share();
  }
}
