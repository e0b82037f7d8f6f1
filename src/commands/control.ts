import * as vscode from 'vscode';
import { config } from '../config';
import { MAX_SPEED, MIN_SPEED } from '../kokoro/speed';
import type { Reader } from '../reading/reader';
import type { SpokenFollower } from '../ui/followSpoken';
import { SKIPS } from '../webview/protocol';
import type { Command } from './command';

const SPEED_STEP = 0.1;
const VOLUME_STEP = 0.1;
/** Choices of Set Volume, in percent, and of Sleep Timer, in minutes. */
const VOLUMES = [100, 80, 60, 40, 20, 10, 0];
const SLEEP_MINUTES = [5, 10, 15, 30, 45, 60, 90];

/** The commands that go to another sentence, paragraph or heading, named as the skips are. */
export function skipCommands(reader: Reader): Command[] {
  return SKIPS.map((skip) => ({ id: `kokoro.${skip}`, execute: () => reader.skip(skip) }));
}

/** Changes a setting step by step: a step counts from where the step before it led, however fast they follow. */
class Steps {
  readonly #change: (by: number) => Promise<void>;
  #last: Promise<void> = Promise.resolve();

  constructor(change: (by: number) => Promise<void>) {
    this.#change = change;
  }

  step(by: number): Promise<void> {
    const step = (): Promise<void> => this.#change(by);
    this.#last = this.#last.then(step, step);
    return this.#last;
  }
}

function stepped(value: number, by: number, least: number, most: number): number {
  return Number(Math.min(Math.max(value + by, least), most).toFixed(2));
}

/** The commands that change the speed and the volume step by step. */
export function stepCommands(): Command[] {
  const speed = new Steps((by) => config.set('speed', stepped(config.speed, by, MIN_SPEED, MAX_SPEED)));
  const volume = new Steps((by) => config.set('volume', stepped(config.volume, by, 0, 1)));
  return [
    { id: 'kokoro.faster', execute: () => speed.step(SPEED_STEP) },
    { id: 'kokoro.slower', execute: () => speed.step(-SPEED_STEP) },
    { id: 'kokoro.louder', execute: () => volume.step(VOLUME_STEP) },
    { id: 'kokoro.quieter', execute: () => volume.step(-VOLUME_STEP) },
  ];
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
