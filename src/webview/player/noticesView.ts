import { button, element } from './dom';
import { icon } from './icons/icons';
import type { PlayerControls } from './keyboard';
import { say } from './strings';

/** Lines above the text: what delays speech, blocked sound, and a failure. Each has the buttons that help. */
export class NoticesView {
  readonly element: HTMLElement;
  readonly #statusText = element('span', { className: 'message' });
  readonly #bar = element('progress', { max: 1, ariaLabel: say('download') });
  readonly #cancel: HTMLButtonElement;
  readonly #status: HTMLElement;
  readonly #blocked: HTMLElement;
  readonly #failureText = element('span', { className: 'message' });
  readonly #retry: HTMLButtonElement;
  readonly #failure: HTMLElement;
  readonly #announcer = element('div', { className: 'visually-hidden', role: 'status', ariaLive: 'polite' });
  #announcedStatus = '';

  constructor(controls: () => PlayerControls) {
    const ask = (label: string, action: (controls: PlayerControls) => void): HTMLButtonElement =>
      button(
        'link',
        () => {
          action(controls());
        },
        label,
      );
    this.#cancel = ask(say('cancel'), (player) => {
      player.request('cancelDownload');
    });
    this.#retry = ask(say('retry'), (player) => {
      player.request('retry');
    });
    const line = (className: string, ...children: Node[]): HTMLElement =>
      element('div', { className: `notice-line ${className}`, hidden: true }, ...children);
    this.#status = line('status', icon('cloudDownload'), this.#statusText, this.#cancel, this.#bar);
    this.#blocked = line(
      'blocked',
      icon('mute'),
      element('span', { className: 'message' }, say('blocked')),
      ask(say('enableSound'), (player) => {
        player.resume();
      }),
    );
    this.#failure = line(
      'failure',
      icon('error'),
      this.#failureText,
      this.#retry,
      ask(say('showLog'), (player) => {
        player.request('showLog');
      }),
    );
    this.element = element(
      'div',
      { className: 'notices' },
      this.#status,
      this.#blocked,
      this.#failure,
      this.#announcer,
    );
  }

  showStatus(text: string | undefined, progress: number | undefined): void {
    this.#status.hidden = text === undefined;
    this.#statusText.textContent = text ?? '';
    this.#bar.hidden = this.#cancel.hidden = progress === undefined;
    this.#bar.value = progress ?? 0;
    // Announced only when the words change, not for every percentage.
    const words = (text ?? '').replace(/\d+([.,]\d+)?/g, '');
    if (words !== this.#announcedStatus) this.#announcer.textContent = text ?? '';
    this.#announcedStatus = words;
  }

  showBlocked(blocked: boolean): void {
    if (this.#blocked.hidden !== blocked) return;
    this.#blocked.hidden = !blocked;
    this.#announcer.textContent = blocked ? say('blocked') : '';
  }

  showFailure(failure: { message: string; canRetry: boolean } | undefined): void {
    this.#failure.hidden = failure === undefined;
    this.#retry.hidden = failure?.canRetry !== true;
    this.#failureText.textContent = failure?.message ?? '';
    if (failure) this.#announcer.textContent = failure.message;
  }
}
