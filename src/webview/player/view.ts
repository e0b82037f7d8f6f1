import type { IdleOffer, PlayerChunk, PlayerSettings, PlayerState } from '../protocol';
import type { PlayerView, Timeline } from './controller';
import { DocumentIndex } from './documentIndex';
import { DocumentView } from './documentView';
import { element, iconButton } from './dom';
import { GalleryView } from './galleryView';
import { icon } from './icons/icons';
import { IdleView } from './idleView';
import type { PlayerControls } from './keyboard';
import { MoreView } from './moreView';
import { NoticesView } from './noticesView';
import { OutlineView } from './outlineView';
import type { OutputDevices } from './outputDevices';
import { SleepView } from './sleepView';
import { SoundView } from './soundView';
import { SpeedView } from './speedView';
import { say } from './strings';
import { SystemControls } from './systemControls';
import { TransportView } from './transportView';
import { VoiceView } from './voiceView';

/** The player's page: the text, which scrolls, between a header and the transport, which never move. */
export class DomView implements PlayerView {
  readonly #root: HTMLElement;
  readonly #title = element('h1', { className: 'title' }, say('title'));
  readonly #stop: HTMLButtonElement;
  readonly #notices: NoticesView;
  readonly #text: DocumentView;
  readonly #idle: IdleView;
  readonly #transport: TransportView;
  readonly #gallery: GalleryView;
  readonly #voice: VoiceView;
  readonly #speed: SpeedView;
  readonly #sleep: SleepView;
  readonly #sound: SoundView;
  readonly #more: MoreView;
  readonly #system: SystemControls;
  #document = new DocumentIndex({ title: '', blocks: [] });

  /** @param controls called when the user presses something, because the controller is created after its view */
  constructor(root: HTMLElement, controls: () => PlayerControls, devices: OutputDevices) {
    const document = (): DocumentIndex => this.#document;
    this.#root = root;
    this.#notices = new NoticesView(controls);
    this.#text = new DocumentView(controls);
    this.#idle = new IdleView(controls);
    this.#transport = new TransportView(controls, document);
    this.#gallery = new GalleryView(controls, () => {
      root.classList.remove('has-gallery');
      this.#voice.chip.focus();
    });
    this.#voice = new VoiceView(controls);
    this.#speed = new SpeedView(controls);
    this.#sleep = new SleepView(controls);
    this.#sound = new SoundView(controls, devices);
    this.#more = new MoreView(controls);
    this.#system = new SystemControls(controls);
    const outline = new OutlineView(controls, document);
    this.#stop = iconButton(
      'tool stop',
      'stop',
      say('stop'),
      () => {
        controls().stop();
      },
      'Esc',
    );
    // A click anywhere allows blocked sound, not only on the button that says so.
    root.addEventListener('click', () => {
      if (root.dataset['state'] === 'blocked') controls().resume();
    });
    root.append(
      element('header', {}, icon('sound'), this.#title, this.#stop, this.#sound.opener, this.#more.opener),
      this.#notices.element,
      this.#gallery.element,
      element(
        'div',
        { className: 'stage' },
        this.#idle.element,
        element('p', { className: 'preparing' }, say('preparing')),
        this.#text.element,
        this.#text.followButton,
      ),
      element(
        'footer',
        {},
        this.#transport.element,
        element('div', { className: 'chips' }, this.#voice.chip, this.#speed.chip, this.#sleep.chip, outline.chip),
      ),
      ...[this.#sound, this.#more, this.#voice, this.#speed, this.#sleep, outline].map(({ popover }) => popover),
    );
  }

  showDocument(document: DocumentIndex): void {
    this.#document = document;
    this.#root.classList.toggle('has-text', document.blocks.length > 0);
    this.#text.show(document);
    this.#transport.showDocument(document);
    if (this.#root.dataset['state'] !== 'idle') this.#showTitle(document.title); // its file was renamed
  }

  showStart(title: string, from: number): void {
    this.#showTitle(title);
    this.#text.showStart(from);
  }

  showState(state: PlayerState): void {
    this.#root.dataset['state'] = state;
    this.#transport.showState(state);
    this.#system.showState(state);
    this.#notices.showBlocked(state === 'blocked');
    if (state !== 'idle') return;
    this.#showHeading(say('title'));
    this.#text.clear();
  }

  showChunk(chunk: PlayerChunk): void {
    this.#text.showChunk(chunk);
  }

  showWord(word: number): void {
    this.#text.showWord(word);
  }

  showTimeline(timeline: Timeline): void {
    this.#transport.showTimeline(timeline);
    this.#system.showTimeline(timeline);
  }

  showStatus(text: string | undefined, progress: number | undefined): void {
    this.#notices.showStatus(text, progress);
  }

  showFailure(failure: { message: string; canRetry: boolean } | undefined): void {
    this.#notices.showFailure(failure);
  }

  showOffer(offer: IdleOffer): void {
    this.#idle.show(offer);
  }

  showSettings(settings: PlayerSettings): void {
    this.#voice.show(settings.voice, settings.voices);
    this.#gallery.show(settings);
    this.#speed.show(settings.speed);
    this.#sleep.show(settings);
    this.#sound.show(settings);
  }

  showGallery(): void {
    this.#root.classList.add('has-gallery');
    this.#gallery.open();
  }

  hideGallery(): void {
    this.#gallery.close();
  }

  showSample(voice: string | undefined): void {
    this.#gallery.showSample(voice);
  }

  /** Opens the list of shortcuts. */
  showShortcuts(): void {
    this.#more.popover.showPopover();
  }

  #showTitle(title: string): void {
    this.#showHeading(title);
    this.#system.showTitle(title);
  }

  #showHeading(title: string): void {
    this.#title.textContent = title;
    this.#title.title = title;
  }
}
