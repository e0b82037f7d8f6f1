import { PAUSE_POINTS, type PausePoint, type PlayerSettings } from '../protocol';
import { button, element, iconButton } from './dom';
import type { PlayerControls } from './keyboard';
import type { OutputDevices } from './outputDevices';
import { popoverOf } from './popover';
import { say } from './strings';

const PAUSE_LABELS = { never: 'pauseNever', sentence: 'pauseSentence', paragraph: 'pauseParagraph' } as const;

/** The gear, which opens volume, pauses, the output device and the way to all settings. */
export class SoundView {
  readonly opener: HTMLButtonElement;
  readonly popover: HTMLElement;
  readonly #volume = element('input', {
    id: 'volume',
    type: 'range',
    min: '0',
    max: '1',
    step: '0.05',
    autofocus: true,
  });
  readonly #pauseAfter = element('select', { id: 'pause-after' });
  readonly #device = element('select', { id: 'device' });
  readonly #deviceRow: HTMLElement;

  constructor(controls: () => PlayerControls, devices: OutputDevices) {
    this.opener = iconButton('tool', 'gear', say('settings'), () => undefined);
    this.#volume.addEventListener('input', () => {
      controls().setVolume(this.#volume.valueAsNumber);
    });
    this.#pauseAfter.append(
      ...PAUSE_POINTS.map((point) => element('option', { value: point }, say(PAUSE_LABELS[point]))),
    );
    this.#pauseAfter.addEventListener('change', () => {
      controls().setPauseAfter(this.#pauseAfter.value as PausePoint);
    });
    this.#device.addEventListener('change', () => {
      devices.choose(this.#device.value);
    });
    const row = (name: string, control: HTMLElement): HTMLElement =>
      element('div', { className: 'row' }, element('label', { htmlFor: control.id }, name), control);
    this.#deviceRow = row(say('device'), this.#device);
    this.#deviceRow.hidden = true;
    this.popover = popoverOf(
      this.opener,
      say('settings'),
      row(say('volume'), this.#volume),
      row(say('pauseAfter'), this.#pauseAfter),
      this.#deviceRow,
      button(
        'option',
        () => {
          controls().request('openSettings');
        },
        say('allSettings'),
      ),
    );
    this.popover.addEventListener('beforetoggle', () => {
      void devices.list().then((list) => {
        this.#deviceRow.hidden = list.length === 0;
        this.#device.replaceChildren(
          element('option', { value: '' }, say('defaultDevice')),
          ...list.map(({ id, label }) => element('option', { value: id }, label)),
        );
        this.#device.value = devices.chosen;
      });
    });
  }

  show({ volume, pauseAfter }: PlayerSettings): void {
    this.#volume.value = String(volume);
    this.#volume.ariaValueText = `${Math.round(volume * 100)} %`;
    this.#pauseAfter.value = pauseAfter;
  }
}
