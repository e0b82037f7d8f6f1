import type { PlayerSettings } from '../protocol';
import { button, element, nameButton } from './dom';
import { SLEEP_MINUTES } from './format';
import { icon } from './icons/icons';
import type { PlayerControls } from './keyboard';
import { popoverOf } from './popover';
import { say } from './strings';

/** The sleep timer's chip, which opens its choices. The extension keeps the timer. */
export class SleepView {
  readonly chip: HTMLButtonElement;
  readonly popover: HTMLElement;
  readonly #value = element('span', { className: 'label' });
  readonly #choices = new Map<number | 'section' | undefined, HTMLButtonElement>();

  constructor(controls: () => PlayerControls) {
    this.chip = button('chip', () => undefined, icon('watch'), this.#value);
    const choice = (of: number | 'section' | undefined, label: string): void => {
      const created = button(
        'option',
        () => {
          this.popover.hidePopover();
          if (of === 'section') controls().setSleep(undefined, true);
          else controls().setSleep(of);
        },
        label,
      );
      this.#choices.set(of, created);
    };
    choice(undefined, say('off'));
    for (const minutes of SLEEP_MINUTES) choice(minutes, say('minutes', minutes));
    choice('section', say('endOfSection'));
    this.popover = popoverOf(this.chip, say('sleep'), element('div', { className: 'list' }, ...this.#choices.values()));
  }

  show({ sleepMinutes, sleepAtSection }: PlayerSettings): void {
    const chosen = sleepAtSection === true ? 'section' : sleepMinutes;
    const minutes = sleepMinutes === undefined ? say('off') : say('minutes', Math.ceil(sleepMinutes));
    const text = sleepAtSection === true ? say('section') : minutes;
    this.#value.textContent = text;
    nameButton(this.chip, say('sleepChip', text));
    for (const [of, choice] of this.#choices) choice.ariaPressed = String(of === chosen);
  }
}
