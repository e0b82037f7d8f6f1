import type { SourceRange } from '../../common/range';
import type { IdleOffer, PlayerChunk, PlayerSettings, PlayerState } from '../protocol';
import type { PlayerView, ShownDocument } from './controller';
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
  readonly #failure = element('p', { hidden: true });
  readonly #offers = element('div');
  readonly #controls: () => PlayerControls;
  #document: ShownDocument = { title: '', length: 0, blocks: [] };
  #announcedStatus = '';

  /** @param controls called when the user presses something, because the controller is created after its view */
  constructor(root: HTMLElement, controls: () => PlayerControls) {
    this.#root = root;
    this.#controls = controls;
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
      this.#failure,
      this.#offers,
      element('div', { className: 'timeline' }, this.#bar, this.#time),
      element('div', { className: 'transport', role: 'group', ariaLabel: 'Playback' }, this.#toggle, this.#stop),
      this.#settings.element,
      this.#announcer,
    );
    this.showElapsed(0);
  }

  showTitle(title: string): void {
    this.#title.textContent = title;
    this.#title.title = title;
    this.#showSentence('', '', '');
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
      this.#showPlace(0);
    }
    if (state === 'blocked') this.#announcer.textContent = BLOCKED_NOTE;
    else if (this.#announcer.textContent === BLOCKED_NOTE) this.#announcer.textContent = '';
  }

  showDocument(document: ShownDocument): void {
    this.#document = document;
  }

  showStart(title: string, from: number): void {
    this.showTitle(title);
    this.#showPlace(from);
  }

  showChunk({ source, sentenceSource }: PlayerChunk): void {
    this.#showSentence(
      this.#textIn({ start: sentenceSource.start, end: source.start }),
      this.#textIn(source),
      this.#textIn({ start: source.end, end: sentenceSource.end }),
    );
    this.#showPlace(source.start);
    this.#spoken.scrollIntoView({ block: 'nearest' });
  }

  showWord({ sentenceSource, words }: PlayerChunk, word: number): void {
    const source = words[word]?.source;
    if (!source) return;
    this.#showSentence(
      this.#textIn({ start: sentenceSource.start, end: source.start }),
      this.#textIn(source),
      this.#textIn({ start: source.end, end: sentenceSource.end }),
    );
  }

  showElapsed(seconds: number): void {
    this.#time.textContent = formatTime(seconds);
  }

  showFailure(failure: { message: string } | undefined): void {
    this.#failure.hidden = failure === undefined;
    this.#failure.textContent = failure?.message ?? '';
  }

  showOffer(offer: IdleOffer): void {
    this.#offers.replaceChildren(
      ...offer.unfinished.map(({ id, title }) =>
        element(
          'button',
          {
            type: 'button',
            onclick: () => {
              this.#controls().continueReading(id);
            },
          },
          title,
        ),
      ),
    );
  }

  showSettings({ voice, voices, speed }: PlayerSettings): void {
    this.#settings.showVoices(voice, voices);
    this.#settings.showSpeed(speed);
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

  #showPlace(offset: number): void {
    this.#bar.value = this.#document.length > 0 ? offset / this.#document.length : 0;
  }

  /** The document's text in a source range. */
  #textIn({ start, end }: SourceRange): string {
    return this.#document.blocks
      .flatMap(({ runs }) => runs)
      .filter(({ source }) => source.end > start && source.start < end)
      .map(({ text, source }) =>
        text.length === source.end - source.start
          ? text.slice(Math.max(0, start - source.start), end - source.start)
          : text,
      )
      .join('');
  }

  #showSentence(before: string, spoken: string, after: string): void {
    this.#before.textContent = before;
    this.#spoken.textContent = spoken;
    this.#after.textContent = after;
  }
}
