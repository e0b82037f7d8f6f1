import type { PlayerState } from '../protocol';
import type { Timeline } from './controller';
import { button, element, iconButton, nameButton } from './dom';
import type { DocumentIndex } from './documentIndex';
import { formatSpeed, formatTime } from './format';
import { icon } from './icons/icons';
import type { PlayerControls } from './keyboard';
import { say } from './strings';

const TRACK_STEPS = 1000;
/** Ticks closer than this part of the track would run together. */
const TICK_DISTANCE = 0.015;

/** The track with its ticks and times, and the large buttons. */
export class TransportView {
  readonly element: HTMLElement;
  readonly #track = element('input', {
    type: 'range',
    className: 'track',
    min: '0',
    max: String(TRACK_STEPS),
    value: '0',
    ariaLabel: say('position'),
  });
  readonly #ticks = element('div', { className: 'ticks', ariaHidden: 'true' });
  readonly #elapsed = element('span');
  readonly #heading = element('span', { className: 'heading-read' });
  readonly #remaining = element('span');
  readonly #toggle: HTMLButtonElement;
  /** The user holds the track, so it does not follow the reading. */
  #held = false;

  constructor(controls: () => PlayerControls, document: () => DocumentIndex) {
    this.#track.addEventListener('input', () => {
      this.#held = true;
      const offset = document().offsetAt(this.#share);
      this.#fill();
      this.#heading.textContent = document().headingAt(offset)?.text ?? '';
    });
    this.#track.addEventListener('change', () => {
      this.#held = false;
      controls().seek(document().offsetAt(this.#share));
    });
    this.#toggle = button('toggle', () => {
      controls().toggle();
    });
    const skip = (
      ...[className, name, label, kind, key]: [
        string,
        'chevronUp' | 'chevronDown' | 'previous' | 'next',
        string,
        Parameters<PlayerControls['skip']>[0],
        string,
      ]
    ): HTMLButtonElement =>
      iconButton(
        className,
        name,
        label,
        () => {
          controls().skip(kind);
        },
        key,
      );
    this.element = element(
      'div',
      { className: 'transport', role: 'group', ariaLabel: say('playback') },
      element('div', { className: 'track-row' }, this.#track, this.#ticks),
      element('div', { className: 'times' }, this.#elapsed, this.#heading, this.#remaining),
      element(
        'div',
        { className: 'keys' },
        skip('skip side', 'chevronUp', say('previousHeading'), 'previousHeading', 'Shift+H'),
        skip('skip', 'previous', say('previousSentence'), 'previousSentence', '←'),
        this.#toggle,
        skip('skip', 'next', say('nextSentence'), 'nextSentence', '→'),
        skip('skip side', 'chevronDown', say('nextHeading'), 'nextHeading', 'H'),
      ),
    );
  }

  showState(state: PlayerState): void {
    const runs = state === 'playing' || state === 'waiting';
    this.#toggle.replaceChildren(icon(runs ? 'pause' : 'play'));
    nameButton(this.#toggle, say(runs ? 'pause' : 'play'), say('space'));
  }

  showDocument({ headings }: DocumentIndex): void {
    let last = 0;
    const ticks = headings
      .filter(({ share }) => {
        const apart = share - last >= TICK_DISTANCE;
        if (apart) last = share;
        return apart;
      })
      .map(({ share }) => {
        const tick = element('i');
        tick.style.setProperty('--at', String(share));
        return tick;
      });
    this.#ticks.replaceChildren(...ticks);
  }

  showTimeline({ share, elapsed, remaining, speed, heading }: Timeline): void {
    this.#elapsed.textContent = formatTime(elapsed);
    this.#remaining.textContent = say('remaining', formatTime(remaining), formatSpeed(speed));
    if (this.#held) return;
    this.#heading.textContent = heading ?? '';
    this.#track.value = String(Math.round(share * TRACK_STEPS));
    this.#track.ariaValueText = say(
      'positionValue',
      formatTime(elapsed),
      formatTime(elapsed + remaining),
      heading ?? '',
    );
    this.#fill();
  }

  get #share(): number {
    return this.#track.valueAsNumber / TRACK_STEPS;
  }

  #fill(): void {
    this.element.style.setProperty('--share', String(this.#share));
  }
}
