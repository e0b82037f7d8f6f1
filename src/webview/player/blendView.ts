import { formatBlend, isBlendName, MAX_BLEND_PARTS } from '../../kokoro/voiceBlend';
import type { VoiceOption } from '../protocol';
import { equalShares, type Shares, withAnother, without, withShare } from './blendShares';
import { button, element, iconButton } from './dom';
import { icon } from './icons/icons';
import type { PlayerControls } from './keyboard';
import { say } from './strings';
import { groupVoices } from './voiceSearch';

/** Where a blend of voices is made: a slider for each voice, whose shares add up to 100 %. */
export class BlendView {
  readonly element: HTMLElement;
  readonly #controls: () => PlayerControls;
  readonly #onClose: () => void;
  readonly #rows = element('div', { className: 'blend-rows' });
  readonly #add: HTMLButtonElement;
  readonly #listen: HTMLButtonElement;
  readonly #listenLabel = element('span', {}, say('listen'));
  readonly #name = element('input', {
    type: 'text',
    className: 'search',
    maxLength: 64,
    placeholder: say('blendName'),
    ariaLabel: say('blendName'),
  });
  readonly #save: HTMLButtonElement;
  #voices: readonly VoiceOption[] = [];
  #parts: string[] = [];
  #shares: Shares = [];
  #sample: string | undefined;

  /** @param onClose called when the blend was saved or given up */
  constructor(controls: () => PlayerControls, onClose: () => void) {
    this.#controls = controls;
    this.#onClose = onClose;
    this.#add = button(
      'chip',
      () => {
        this.#addVoice();
      },
      icon('add'),
      say('addToBlend'),
    );
    this.#listen = button(
      'chip',
      () => {
        controls().playSample(this.#sample === this.#blend ? undefined : this.#blend);
      },
      icon('play'),
      this.#listenLabel,
    );
    this.#save = button(
      'chip save',
      () => {
        this.#saveBlend();
      },
      say('save'),
    );
    const cancel = button('chip', onClose, say('cancel'));
    this.#name.addEventListener('input', () => {
      this.#showName();
    });
    this.#name.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !this.#save.disabled) this.#saveBlend();
    });
    const heading = element('h3', { id: 'blend-heading' }, say('newBlend'));
    this.element = element(
      'section',
      { className: 'blend', hidden: true },
      heading,
      this.#rows,
      element('div', { className: 'presets' }, this.#add, this.#listen),
      element('div', { className: 'row' }, this.#name, this.#save, cancel),
    );
    this.element.setAttribute('aria-labelledby', heading.id);
  }

  /** The voices that can be blended. */
  showVoices(voices: readonly VoiceOption[]): void {
    this.#voices = voices.filter(({ blend }) => blend === undefined);
  }

  /** Shows which voice or blend is heard as a sample. */
  showSample(voice: string | undefined): void {
    this.#sample = voice;
    const isHeard = voice !== undefined && voice === this.#blend;
    this.#listenLabel.textContent = isHeard ? say('stop') : say('listen');
    this.#listen.firstElementChild?.replaceWith(icon(isHeard ? 'stop' : 'play'));
  }

  /** Starts a blend of a voice with the next one of its kind. */
  open(voice: string): void {
    const first = Math.max(
      0,
      this.#voices.findIndex(({ name }) => name === voice),
    );
    const second = first + 1 < this.#voices.length ? first + 1 : 0;
    this.#parts = [first, second].flatMap((index) => this.#voices[index]?.name ?? []);
    this.#shares = equalShares(this.#parts.length);
    this.#name.value = '';
    this.#showRows();
    this.element.hidden = false;
    this.#rows.querySelector('select')?.focus();
  }

  get #blend(): string {
    return formatBlend(this.#parts.map((name, i) => ({ name, weight: (this.#shares[i] ?? 0) / 100 })));
  }

  #addVoice(): void {
    const unused = this.#voices.find(({ name }) => !this.#parts.includes(name));
    if (!unused || this.#parts.length >= MAX_BLEND_PARTS) return;
    this.#parts.push(unused.name);
    this.#shares = withAnother(this.#shares);
    this.#showRows();
    this.#rows.lastElementChild?.querySelector('select')?.focus();
  }

  #saveBlend(): void {
    this.#controls().saveBlend(this.#name.value.trim(), this.#blend);
    this.#onClose();
  }

  #showName(): void {
    const name = this.#name.value.trim();
    this.#save.disabled = !isBlendName(name);
    this.#name.ariaInvalid = String(name !== '' && this.#save.disabled);
  }

  #showRows(): void {
    this.#rows.replaceChildren(...this.#parts.map((name, i) => this.#row(name, i)));
    this.#add.disabled = this.#parts.length >= MAX_BLEND_PARTS;
    this.#showShares();
    this.#showName();
  }

  #row(name: string, index: number): HTMLElement {
    const select = element('select', { ariaLabel: say('blendVoice', index + 1) });
    for (const [label, voices] of groupVoices(this.#voices, say('favourites'))) {
      const options = voices
        .filter((voice) => voice.name === name || !this.#parts.includes(voice.name))
        .map((voice) => element('option', { value: voice.name }, voice.label.split(',')[0] ?? voice.label));
      if (options.length > 0) select.append(element('optgroup', { label }, ...options));
    }
    select.value = name;
    select.addEventListener('change', () => {
      this.#parts[index] = select.value;
      this.#showRows();
      this.#rows.children[index]?.querySelector('select')?.focus();
    });
    const slider = element('input', { type: 'range', min: '1', max: '99', ariaLabel: say('blendShare', index + 1) });
    slider.addEventListener('input', () => {
      this.#shares = withShare(this.#shares, index, slider.valueAsNumber);
      this.#showShares();
    });
    const remove = iconButton('step', 'close', say('removeFromBlend', index + 1), () => {
      this.#parts.splice(index, 1);
      this.#shares = without(this.#shares, index);
      this.#showRows();
      this.#add.focus();
    });
    remove.disabled = this.#parts.length <= 2;
    return element('div', { className: 'row blend-row' }, select, slider, element('output', {}), remove);
  }

  #showShares(): void {
    for (const [i, row] of [...this.#rows.children].entries()) {
      const share = this.#shares[i] ?? 0;
      const slider = row.querySelector('input');
      if (slider) {
        slider.valueAsNumber = share;
        slider.ariaValueText = `${share} %`;
      }
      const output = row.querySelector('output');
      if (output) output.textContent = `${share} %`;
    }
    this.showSample(this.#sample);
  }
}
