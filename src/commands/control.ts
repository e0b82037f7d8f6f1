import * as vscode from 'vscode';
import { config } from '../config';
import { MAX_SPEED, MIN_SPEED } from '../kokoro/speed';
import type { Reader } from '../reading/reader';
import type { SpokenFollower } from '../ui/followSpoken';
import { SKIPS } from '../webview/protocol';
import type { Command } from './command';

const SPEED_STEP = 0.1;
/** Choices of Set Volume, in percent, and of Sleep Timer, in minutes. */
const VOLUMES = [100, 80, 60, 40, 20, 10, 0];
const SLEEP_MINUTES = [5, 10, 15, 30, 45, 60, 90];

/** The commands that go to another sentence, paragraph or heading, named as the skips are. */
export function skipCommands(reader: Reader): Command[] {
  return SKIPS.map((skip) => ({ id: `kokoro.${skip}`, execute: () => reader.skip(skip) }));
}

/** Changes the speed step by step: a step counts from where the step before it led, however fast they follow. */
export class SpeedSteps {
  #last: Promise<void> = Promise.resolve();

  step(by: number): Promise<void> {
    const step = async (): Promise<void> => {
      const speed = Math.min(Math.max(config.speed + by, MIN_SPEED), MAX_SPEED);
      await config.set('speed', Number(speed.toFixed(2)));
    };
    this.#last = this.#last.then(step, step);
    return this.#last;
  }
}

/** Raises the speed by a step. */
export class Faster implements Command {
  readonly id = 'kokoro.faster';
  readonly #steps: SpeedSteps;

  constructor(steps: SpeedSteps) {
    this.#steps = steps;
  }

  execute(): Promise<void> {
    return this.#steps.step(SPEED_STEP);
  }
}

/** Lowers the speed by a step. */
export class Slower implements Command {
  readonly id = 'kokoro.slower';
  readonly #steps: SpeedSteps;

  constructor(steps: SpeedSteps) {
    this.#steps = steps;
  }

  execute(): Promise<void> {
    return this.#steps.step(-SPEED_STEP);
  }
}

/** Lets the user choose how loud speech is. */
export class SetVolume implements Command {
  readonly id = 'kokoro.setVolume';

  async execute(): Promise<void> {
    const now = Math.round(100 * config.volume);
    const items = VOLUMES.map((percent) => ({
      ...{ label: `${percent} %`, percent },
      ...(percent === now && { description: CURRENT }),
    }));
    const picked = await vscode.window.showQuickPick(items, { title: VOLUME_TITLE });
    if (picked) await config.set('volume', picked.percent / 100);
  }
}

/** Lets the user choose when the reading ends by itself. */
export class SetSleepTimer implements Command {
  readonly id = 'kokoro.sleepTimer';
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  async execute(): Promise<void> {
    const { sleepMinutes } = this.#reader;
    const off = { label: SLEEP_OFF, minutes: undefined };
    const items = [off, ...SLEEP_MINUTES.map((minutes) => ({ label: vscode.l10n.t('{0} minutes', minutes), minutes }))];
    const placeHolder =
      sleepMinutes === undefined ? SLEEP_QUESTION : vscode.l10n.t('{0} minutes are left.', Math.ceil(sleepMinutes));
    const picked = await vscode.window.showQuickPick(items, { title: SLEEP_TITLE, placeHolder });
    if (picked) this.#reader.sleepAfter(picked.minutes);
  }
}

/** Returns to the spoken text after the user has scrolled away from it. */
export class FollowSpokenText implements Command {
  readonly id = 'kokoro.followSpokenText';
  readonly #follower: SpokenFollower;

  constructor(follower: SpokenFollower) {
    this.#follower = follower;
  }

  execute(): Promise<void> {
    return this.#follower.follow();
  }
}

const CURRENT = vscode.l10n.t('current');
const VOLUME_TITLE = vscode.l10n.t('Kokoro: Volume');
const SLEEP_TITLE = vscode.l10n.t('Kokoro: Sleep Timer');
const SLEEP_OFF = vscode.l10n.t('Off');
const SLEEP_QUESTION = vscode.l10n.t('When should reading stop, at the end of a sentence?');
