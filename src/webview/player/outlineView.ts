import { button, element, nameButton } from './dom';
import type { DocumentIndex } from './documentIndex';
import { icon } from './icons/icons';
import type { PlayerControls } from './keyboard';
import { popoverOf } from './popover';
import { say } from './strings';

/** The outline's chip, which opens the headings; a click reads from one. */
export class OutlineView {
  readonly chip: HTMLButtonElement;
  readonly popover: HTMLElement;
  readonly #list = element('div', { className: 'list' });

  constructor(controls: () => PlayerControls, document: () => DocumentIndex) {
    this.chip = button(
      'chip',
      () => undefined,
      icon('listTree'),
      element('span', { className: 'extra' }, say('outline')),
    );
    nameButton(this.chip, say('outline'));
    this.popover = popoverOf(this.chip, say('outline'), this.#list);
    this.popover.addEventListener('beforetoggle', () => {
      const items = document().headings.map(({ text, level, offset }) => {
        const item = button(
          'option',
          () => {
            this.popover.hidePopover();
            controls().seek(offset);
          },
          text,
        );
        item.style.setProperty('--level', String(level - 1));
        return item;
      });
      this.#list.replaceChildren(
        ...(items.length > 0 ? items : [element('p', { className: 'hint' }, say('noHeadings'))]),
      );
    });
  }
}
