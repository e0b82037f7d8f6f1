import { MAX_SPEED, MIN_SPEED } from '../../kokoro/speed';
import { button, element, nameButton } from './dom';
import { formatSpeed, SPEED_PRESETS, SPEED_STEP } from './format';
import { icon } from './icons/icons';
import type { PlayerControls } from './keyboard';
import { popoverOf } from './popover';
import { say } from './strings';

/** The speed's chip, which opens a slider with its steps and presets. */
export class SpeedView {
  readonly chip: HTMLButtonElement;
  readonly popover: HTMLElement;
  readonly #value = element('span', { className: 'label' });
  readonly #slider = element('input', {
    type: 'range',
    min: String(MIN_SPEED),
    max: String(MAX_SPEED),
    step: String(SPEED_STEP),
    value: '1',
    autofocus: true,
    ariaLabel: say('speed'),
  });
  readonly #presets: HTMLButtonElement[];

  constructor(controls: () => PlayerControls) {
    this.chip = button('chip', () => undefined, icon('dashboard'), this.#value);
    const step = (text: string, label: string, key: string, direction: 1 | -1): HTMLButtonElement => {
      const created = button(
        'step',
        () => {
          controls().stepSpeed(direction);
        },
        text,
      );
      nameButton(created, label, key);
      return created;
    };
    this.#slider.addEventListener('input', () => {
      controls().setSpeed(this.#slider.valueAsNumber);
    });
    this.#presets = SPEED_PRESETS.map((speed) => {
      const preset = button(
        'preset',
        () => {
          controls().setSpeed(speed);
        },
        formatSpeed(speed),
      );
      preset.value = String(speed);
      return preset;
    });
    this.popover = popoverOf(
      this.chip,
      say('speed'),
      element(
        'div',
        { className: 'row' },
        step('−', say('slower'), '[', -1),
        this.#slider,
        step('+', say('faster'), ']', 1),
      ),
      element('div', { className: 'presets' }, ...this.#presets),
    );
  }

  show(speed: number): void {
    const text = formatSpeed(speed);
    this.#value.textContent = text;
    nameButton(this.chip, say('speedChip', text));
    this.#slider.value = String(speed);
    this.#slider.ariaValueText = text;
    for (const preset of this.#presets) preset.ariaPressed = String(Number(preset.value) === speed);
  }
}
