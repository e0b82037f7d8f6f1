import { MAX_SPEED, MIN_SPEED } from '../../kokoro/speed';
import type { VoiceOption } from '../protocol';
import { element } from './dom';
import { formatSpeed, SPEED_STEP } from './format';
import type { PlayerControls } from './keyboard';

/** The speed slider with its buttons, and the voice list. */
export class SettingsView {
  readonly element: HTMLElement;
  readonly #slider = element('input', {
    type: 'range',
    min: String(MIN_SPEED),
    max: String(MAX_SPEED),
    step: String(SPEED_STEP),
    value: '1',
    ariaLabel: 'Speed',
  });
  readonly #speed = element('output', { className: 'speed-value', ariaHidden: 'true' });
  readonly #voice = element('select', { id: 'voice' });
  readonly #voiceRow = element('div', { className: 'voice', hidden: true });

  constructor(controls: () => PlayerControls) {
    const stepButton = (text: string, label: string, key: string, direction: 1 | -1): HTMLButtonElement =>
      element(
        'button',
        {
          type: 'button',
          className: 'step',
          ariaLabel: label,
          title: `${label} (${key})`,
          onclick: () => {
            controls().stepSpeed(direction);
          },
        },
        text,
      );
    this.#slider.addEventListener('input', () => {
      controls().setSpeed(this.#slider.valueAsNumber);
    });
    this.#voice.addEventListener('change', () => {
      controls().setVoice(this.#voice.value);
    });
    this.#voiceRow.append(element('label', { htmlFor: 'voice' }, 'Voice'), this.#voice);
    this.element = element(
      'div',
      { className: 'settings' },
      element(
        'div',
        { className: 'speed', role: 'group', ariaLabel: 'Speed' },
        stepButton('−', 'Slower', '[', -1),
        this.#slider,
        stepButton('+', 'Faster', ']', 1),
        this.#speed,
      ),
      this.#voiceRow,
    );
    this.showSpeed(1);
  }

  showSpeed(speed: number): void {
    const text = formatSpeed(speed);
    this.#slider.value = String(speed);
    this.#slider.ariaValueText = text;
    this.#speed.value = text;
    const share = (this.#slider.valueAsNumber - MIN_SPEED) / (MAX_SPEED - MIN_SPEED);
    this.#slider.style.setProperty('--filled', `${share * 100}%`);
  }

  /** A voice that is not in the list, such as the user's own, is added by its name. */
  showVoices(voice: string, voices: readonly VoiceOption[]): void {
    const listed = voices.some(({ name }) => name === voice) ? voices : [{ name: voice, label: voice }, ...voices];
    this.#voice.replaceChildren(...listed.map(({ name, label }) => element('option', { value: name }, label)));
    this.#voice.value = voice;
    this.#voiceRow.hidden = false;
  }
}
