import type { VoiceOption } from '../protocol';
import { button, element, nameButton } from './dom';
import { icon } from './icons/icons';
import type { PlayerControls } from './keyboard';
import { popoverOf } from './popover';
import { say } from './strings';
import { findVoices } from './voiceSearch';

/** The voice's chip, which opens a list that can be searched. */
export class VoiceView {
  readonly chip: HTMLButtonElement;
  readonly popover: HTMLElement;
  readonly #controls: () => PlayerControls;
  readonly #name = element('span', { className: 'label' });
  readonly #search = element('input', {
    type: 'text',
    className: 'search',
    role: 'combobox',
    autofocus: true,
    placeholder: say('searchVoices'),
    ariaLabel: say('voice'),
    ariaExpanded: 'true',
    ariaAutoComplete: 'list',
  });
  readonly #list = element('div', { id: 'voices', className: 'list', role: 'listbox', ariaLabel: say('voice') });
  readonly #empty = element('p', { className: 'hint', hidden: true }, say('noVoice'));
  #voice = '';
  #voices: readonly VoiceOption[] = [];
  /** Index of the option that Enter chooses. */
  #active = 0;

  constructor(controls: () => PlayerControls) {
    this.#controls = controls;
    this.chip = button('chip', () => undefined, icon('person'), this.#name);
    const gallery = button(
      'link gallery-link',
      () => {
        this.popover.hidePopover();
        controls().openGallery();
      },
      say('openGallery'),
    );
    this.popover = popoverOf(this.chip, say('voice'), this.#search, this.#list, this.#empty, gallery);
    this.#search.setAttribute('aria-controls', 'voices');
    this.#search.addEventListener('input', () => {
      this.#showList(0);
    });
    this.#search.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
    this.popover.addEventListener('toggle', () => {
      this.#search.value = '';
      this.#showList(this.#voices.findIndex(({ name }) => name === this.#voice));
    });
  }

  /** A voice that is not in the list, such as the user's own, is added by its name. */
  show(voice: string, voices: readonly VoiceOption[]): void {
    this.#voice = voice;
    this.#voices = voices.some(({ name }) => name === voice) ? voices : [{ name: voice, label: voice }, ...voices];
    const label = this.#voices.find(({ name }) => name === voice)?.label ?? voice;
    this.#name.textContent = label.split(',')[0] ?? label;
    nameButton(this.chip, say('voiceChip', label));
    if (this.popover.matches(':popover-open')) this.#showList(this.#active);
  }

  #showList(active: number): void {
    const found = findVoices(this.#voices, this.#search.value);
    this.#empty.hidden = found.length > 0;
    this.#list.hidden = found.length === 0;
    this.#list.replaceChildren(...found.map((voice, i) => this.#option(voice, i)));
    this.#activate(Math.max(0, Math.min(active, found.length - 1)));
  }

  #option({ name, label }: VoiceOption, index: number): HTMLElement {
    const option = element('div', {
      id: `voice-${index}`,
      className: 'option',
      role: 'option',
      ariaSelected: String(name === this.#voice),
      textContent: label,
      onclick: () => {
        this.#choose(name);
      },
    });
    option.dataset['name'] = name;
    return option;
  }

  #activate(index: number): void {
    this.#active = index;
    for (const [i, option] of [...this.#list.children].entries()) option.classList.toggle('active', i === index);
    const active = this.#list.children[index];
    this.#search.setAttribute('aria-activedescendant', active?.id ?? '');
    active?.scrollIntoView({ block: 'nearest' });
  }

  #onKey(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const count = this.#list.childElementCount;
    if (step !== undefined && count > 0) this.#activate((this.#active + step + count) % count);
    else if (event.key === 'Enter') {
      const active = this.#list.children[this.#active];
      if (active instanceof HTMLElement) this.#choose(active.dataset['name'] ?? '');
    } else return;
    event.preventDefault();
  }

  #choose(voice: string): void {
    this.popover.hidePopover();
    this.#controls().setVoice(voice);
  }
}
