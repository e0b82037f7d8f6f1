import type { PlayerChunk, PlayerState, VoiceOption } from '../protocol';
import type { PlayerView } from './controller';
import { element, icon } from './dom';
import { formatTime } from './format';
import type { PlayerControls } from './keyboard';
import { SettingsView } from './settingsView';

const BLOCKED_NOTE = 'Sound is blocked until you press "Click to enable sound" in the Kokoro panel.';

/** The player's page. */
export class DomView implements PlayerView {
  readonly #root: HTMLElement;
  readonly #settings: SettingsView;
  readonly #title = element('h1', { className: 'title' });
  readonly #before = element('span');
  readonly #spoken = element('mark');
  readonly #after = element('span');
  // Not a live region: a screen reader must not talk over the voice.
  readonly #sentence = element(
    'p',
    { className: 'sentence', ariaLive: 'off' },
    this.#before,
    this.#spoken,
    this.#after,
  );
  readonly #bar = element('progress', { className: 'bar', max: 1, value: 0, ariaLabel: 'Reading progress' });
  readonly #time = element('time', { className: 'time' });
  readonly #statusText = element('span');
  readonly #statusBar = element('progress', { max: 1, ariaLabel: 'Download' });
  readonly #status = element('div', { className: 'status', hidden: true }, this.#statusText, this.#statusBar);
  readonly #announcer = element('div', { className: 'visually-hidden', role: 'status', ariaLive: 'polite' });
  readonly #toggle: HTMLButtonElement;
  readonly #stop: HTMLButtonElement;
  #announcedStatus = '';

  /** @param controls called when the user presses something, because the controller is created after its view */
  constructor(root: HTMLElement, controls: () => PlayerControls) {
    this.#root = root;
    this.#settings = new SettingsView(controls);
    const button = (className: string, onclick: () => void, ...children: (Node | string)[]): HTMLButtonElement =>
      element('button', { type: 'button', className, onclick }, ...children);
    this.#toggle = button('toggle', () => {
      controls().toggle();
    });
    this.#stop = button(
      'stop',
      () => {
        controls().stop();
      },
      icon('stop'),
    );
    this.#stop.ariaLabel = 'Stop';
    this.#stop.title = 'Stop (Escape)';
    const unlock = button(
      'unlock',
      () => {
        controls().resume();
      },
      icon('sound'),
      'Click to enable sound',
    );
    const bars = [1, 2, 3, 4].map(() => element('i'));
    root.append(
      unlock,
      element(
        'header',
        { className: 'heading' },
        element('span', { className: 'wave', ariaHidden: 'true' }, ...bars),
        this.#title,
      ),
      element(
        'p',
        { className: 'hint' },
        'Select text and run ',
        element('strong', {}, 'Kokoro: Speak Selection'),
        ' to hear it here.',
      ),
      element('p', { className: 'preparing' }, 'Preparing speech…'),
      this.#sentence,
      this.#status,
      element('div', { className: 'timeline' }, this.#bar, this.#time),
      element('div', { className: 'transport', role: 'group', ariaLabel: 'Playback' }, this.#toggle, this.#stop),
      this.#settings.element,
      this.#announcer,
    );
    this.showProgress(0, 0);
  }

  showTitle(title: string): void {
    this.#title.textContent = title;
    this.#title.title = title;
    this.#showSentence('', 0, 0);
  }

  showState(state: PlayerState): void {
    this.#root.dataset['state'] = state;
    const runs = state === 'playing' || state === 'waiting';
    const label = runs ? 'Pause' : 'Play';
    this.#toggle.replaceChildren(icon(runs ? 'pause' : 'play'));
    this.#toggle.ariaLabel = label;
    this.#toggle.title = `${label} (Space)`;
    // Not `disabled`, which would take the focus away from a keyboard user.
    for (const button of [this.#toggle, this.#stop]) button.ariaDisabled = String(state === 'idle');
    if (state === 'idle') {
      this.showTitle('Kokoro');
      this.showProgress(0, 0);
    }
    if (state === 'blocked') this.#announcer.textContent = BLOCKED_NOTE;
    else if (this.#announcer.textContent === BLOCKED_NOTE) this.#announcer.textContent = '';
  }

  showChunk({ sentence, spokenStart, spokenEnd }: PlayerChunk): void {
    this.#showSentence(sentence, spokenStart, spokenEnd);
    this.#spoken.scrollIntoView({ block: 'nearest' });
  }

  showProgress(progress: number, seconds: number): void {
    this.#bar.value = progress;
    this.#bar.title = `${Math.round(progress * 100)} %`;
    this.#time.textContent = formatTime(seconds);
  }

  showStatus(text: string | undefined, progress: number | undefined): void {
    this.#status.hidden = text === undefined;
    this.#statusText.textContent = text ?? '';
    if (progress === undefined) this.#statusBar.removeAttribute('value');
    else this.#statusBar.value = progress;
    // Announced only when the words change, not for every percentage.
    const words = (text ?? '').replace(/\d+([.,]\d+)?/g, '');
    if (words !== this.#announcedStatus) this.#announcer.textContent = text ?? '';
    this.#announcedStatus = words;
  }

  showVoices(voice: string, voices: readonly VoiceOption[]): void {
    this.#settings.showVoices(voice, voices);
  }

  showSpeed(speed: number): void {
    this.#settings.showSpeed(speed);
  }

  #showSentence(sentence: string, start: number, end: number): void {
    this.#before.textContent = sentence.slice(0, start);
    this.#spoken.textContent = sentence.slice(start, end);
    this.#after.textContent = sentence.slice(end);
  }
}
