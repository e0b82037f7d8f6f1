import { button, element, iconButton } from './dom';
import type { PlayerControls } from './keyboard';
import { popoverOf } from './popover';
import { say } from './strings';

/** The "…" button, which opens further actions and the list of shortcuts. */
export class MoreView {
  readonly opener: HTMLButtonElement;
  readonly popover: HTMLElement;

  constructor(controls: () => PlayerControls) {
    this.opener = iconButton('tool', 'ellipsis', say('more'), () => undefined, '?');
    const action = (label: string, act: () => void): HTMLButtonElement =>
      button(
        'option',
        () => {
          this.popover.hidePopover();
          act();
        },
        label,
      );
    const keys = (list: [string, string][]): Node[] =>
      list.flatMap(([key, what]) => [
        element('dt', {}, ...key.split(' ').map((each) => element('kbd', {}, each))),
        element('dd', {}, what),
      ]);
    const first = action(say('moveToEditor'), () => {
      controls().request('moveToEditor');
    });
    first.autofocus = true;
    this.popover = popoverOf(
      this.opener,
      say('more'),
      first,
      action(say('fixWord'), () => {
        controls().request('fixWord');
      }),
      action(say('showLog'), () => {
        controls().request('showLog');
      }),
      element('h2', { className: 'hint' }, say('shortcuts')),
      element(
        'dl',
        { className: 'shortcuts' },
        ...keys([
          [`${say('space')} K`, say('playOrPause')],
          ['Esc', say('stop')],
          ['←', say('previousSentence')],
          ['→', say('nextSentence')],
          ['R', say('repeatSentence')],
          ['Shift+←', say('previousParagraph')],
          ['Shift+→', say('nextParagraph')],
          ['Shift+H', say('previousHeading')],
          ['H', say('nextHeading')],
          ['Home', say('fromTheStart')],
          ['F', say('fixWord')],
          ['[', say('slower')],
          [']', say('faster')],
        ]),
      ),
    );
  }
}
