import type { PlayerSettings, VoiceOption } from '../protocol';
import { BlendView } from './blendView';
import { button, element, iconButton, nameButton } from './dom';
import { icon } from './icons/icons';
import type { PlayerControls } from './keyboard';
import { say } from './strings';
import { findVoices, groupVoices } from './voiceSearch';

/** All voices by language and gender with a sample each, in the place of the text. */
export class GalleryView {
  readonly element: HTMLElement;
  readonly #controls: () => PlayerControls;
  readonly #onClose: () => void;
  readonly #blend: BlendView;
  readonly #newBlend: HTMLButtonElement;
  readonly #search = element('input', {
    type: 'text',
    className: 'search',
    placeholder: say('searchVoices'),
    ariaLabel: say('searchVoices'),
  });
  readonly #count = element('p', { className: 'visually-hidden', role: 'status' });
  readonly #empty = element('p', { className: 'hint', hidden: true }, say('noVoice'));
  readonly #list = element('div', { className: 'gallery-list' });
  #voices: readonly VoiceOption[] = [];
  #voice = '';
  #sample: string | undefined;

  /** @param onClose shows the text again */
  constructor(controls: () => PlayerControls, onClose: () => void) {
    this.#controls = controls;
    this.#onClose = onClose;
    this.#blend = new BlendView(controls, () => {
      this.#closeBlend();
    });
    this.#newBlend = button(
      'chip',
      () => {
        this.#newBlend.hidden = true;
        this.#blend.open(this.#voice);
      },
      icon('add'),
      say('newBlend'),
    );
    const own = button(
      'chip',
      () => {
        controls().request('addVoice');
      },
      icon('person'),
      say('addOwnVoice'),
    );
    const heading = element('h2', { id: 'gallery-heading' }, say('gallery'));
    this.element = element(
      'section',
      { className: 'gallery', hidden: true },
      element(
        'div',
        { className: 'row' },
        heading,
        iconButton(
          'tool',
          'close',
          say('closeGallery'),
          () => {
            this.close();
          },
          'Esc',
        ),
      ),
      this.#search,
      element('div', { className: 'presets' }, this.#newBlend, own),
      this.#blend.element,
      this.#count,
      this.#empty,
      this.#list,
    );
    this.element.setAttribute('aria-labelledby', heading.id);
    this.#search.addEventListener('input', () => {
      this.#showList();
    });
    this.#list.addEventListener('focusin', ({ target }) => {
      this.#makeTabbable(rowOf(target));
    });
    this.element.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  show({ voice, voices }: PlayerSettings): void {
    this.#voice = voice;
    this.#voices = voices;
    this.#blend.showVoices(voices);
    if (this.isOpen) this.#showList();
  }

  /** Shows which voice is heard as a sample. */
  showSample(voice: string | undefined): void {
    this.#sample = voice;
    this.#blend.showSample(voice);
    for (const row of this.#rows()) this.#showPlay(row);
  }

  open(): void {
    this.element.hidden = false;
    this.#search.value = '';
    this.#showList();
    this.#list.querySelector('[aria-pressed="true"].name')?.scrollIntoView({ block: 'center' });
    this.#search.focus();
  }

  close(): void {
    if (!this.isOpen) return;
    this.element.hidden = true;
    this.#closeBlend();
    if (this.#sample !== undefined) this.#controls().playSample(undefined);
    this.#onClose();
  }

  #closeBlend(): void {
    this.#blend.element.hidden = true;
    this.#newBlend.hidden = false;
    if (this.isOpen) this.#newBlend.focus();
  }

  #rows(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>('.voice-row')];
  }

  /** Lists the voices that match the search; favourites first. Keeps the focus on its voice. */
  #showList(): void {
    const focused = document.activeElement;
    const row = rowOf(focused);
    const column = row && Array.from<unknown>(row.children).indexOf(focused);
    const found = findVoices(this.#voices, this.#search.value);
    const groups = groupVoices(found, say('favourites'));
    this.#list.replaceChildren(...groups.map(([label, voices], i) => this.#group(label, voices, i)));
    this.#empty.hidden = found.length > 0;
    this.#count.textContent = say('voiceCount', found.length);
    const rows = this.#rows();
    const same = rows.find(({ dataset }) => dataset['name'] === row?.dataset['name']);
    this.#makeTabbable(same ?? rows[0]);
    const target = same && column !== undefined ? same.children[column] : undefined;
    if (target instanceof HTMLElement) target.focus();
  }

  #group(label: string, voices: readonly VoiceOption[], index: number): HTMLElement {
    const heading = element('h3', { id: `voices-${index}` }, label);
    const rows = voices.map((voice) => element('li', {}, this.#row(voice)));
    const list = element('ul', {}, ...rows);
    list.setAttribute('aria-labelledby', heading.id);
    return element('div', { className: 'voice-group' }, heading, list);
  }

  #row({ name, label, favourite = false, blend }: VoiceOption): HTMLElement {
    const [called = label, ...rest] = label.split(', ');
    const play = iconButton('step play', 'play', '', () => {
      this.#controls().playSample(this.#sample === name ? undefined : name);
    });
    const choose = button(
      'option name',
      () => {
        this.#controls().setVoice(name);
      },
      element('span', {}, called),
      element('span', { className: 'hint' }, favourite ? rest.join(', ') : (blend ?? name)),
    );
    choose.ariaPressed = String(name === this.#voice);
    choose.title = rest.join(', ');
    const star = iconButton('step star', favourite ? 'starFull' : 'starEmpty', say('favourite', called), () => {
      this.#controls().setFavourite(name, !favourite);
    });
    star.ariaPressed = String(favourite);
    const row = element('div', { className: 'voice-row' }, play, choose, star);
    if (blend !== undefined)
      row.append(
        iconButton('step', 'trash', say('deleteBlend', called), () => {
          this.#controls().saveBlend(name, undefined);
        }),
      );
    row.dataset['name'] = name;
    row.dataset['called'] = called;
    this.#showPlay(row);
    return row;
  }

  #showPlay(row: HTMLElement): void {
    const play = row.querySelector<HTMLButtonElement>('.play');
    if (!play) return;
    const isHeard = row.dataset['name'] === this.#sample;
    play.replaceChildren(icon(isHeard ? 'stop' : 'play'));
    nameButton(play, say(isHeard ? 'stopSample' : 'playSample', row.dataset['called'] ?? ''));
  }

  /** One row can be reached with Tab; the arrow keys go to the others. */
  #makeTabbable(row: HTMLElement | undefined): void {
    if (!row) return;
    for (const other of this.#rows())
      for (const control of other.querySelectorAll('button')) control.tabIndex = other === row ? 0 : -1;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.close();
    else if (!this.#move(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Moves the focus between rows and between the buttons of a row. @returns whether the key is one that does */
  #move({ key, target }: KeyboardEvent): boolean {
    const rows = this.#rows();
    if (target === this.#search) {
      if (key !== 'ArrowDown') return false;
      focusIn(rows[0], 0);
      return true;
    }
    const row = rowOf(target);
    if (!row) return false;
    const at = rows.indexOf(row);
    const column = [...row.children].indexOf(target as Element);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[key];
    const side = { ArrowRight: column + 1, ArrowLeft: column - 1 }[key];
    if (next === -1) this.#search.focus();
    else if (next !== undefined) focusIn(rows[next], column);
    else if (side !== undefined) focusIn(row, side);
    else return false;
    return true;
  }
}

function rowOf(target: EventTarget | null): HTMLElement | undefined {
  return target instanceof Element ? (target.closest<HTMLElement>('.voice-row') ?? undefined) : undefined;
}

function focusIn(row: HTMLElement | undefined, column: number): void {
  const buttons = row?.querySelectorAll('button');
  buttons?.[Math.min(column, buttons.length - 1)]?.focus();
}
