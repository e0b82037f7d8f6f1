import type { IdleOffer } from '../protocol';
import { button, element } from './dom';
import { icon } from './icons/icons';
import type { PlayerControls } from './keyboard';
import { say } from './strings';

/** What an idle player offers: the active document, and those that were not read to their end. */
export class IdleView {
  readonly element = element('div', { className: 'idle' });
  readonly #controls: () => PlayerControls;

  constructor(controls: () => PlayerControls) {
    this.#controls = controls;
    this.show({ unfinished: [] });
  }

  show({ active, unfinished }: IdleOffer): void {
    const [before = '', after = ''] = say('readHint', '\n').split('\n');
    this.element.replaceChildren(
      active
        ? button(
            'primary',
            () => {
              this.#controls().request('readActive');
            },
            icon('play'),
            element('span', {}, say('readActiveFromCursor', active.title)),
            element('span', { className: 'minutes' }, minutesLeft(active.minutesLeft)),
          )
        : element('p', { className: 'hint' }, say('nothingOpen')),
      element('p', { className: 'hint' }, before, element('strong', {}, say('speakSelection')), after),
    );
    if (unfinished.length === 0) return;
    this.element.append(
      element('h2', { className: 'hint' }, say('goOn')),
      element(
        'div',
        { className: 'list' },
        ...unfinished.map((reading) =>
          button(
            'option',
            () => {
              this.#controls().continueReading(reading.id);
            },
            icon('file'),
            element('span', { className: 'name' }, reading.title),
            element('span', { className: 'minutes' }, minutesLeft(reading.minutesLeft)),
          ),
        ),
      ),
    );
  }
}

function minutesLeft(minutes: number): string {
  return say('minutesLeft', Math.max(1, Math.round(minutes)));
}
