import { element } from './dom';

/** A sheet that a button opens above the transport; Escape and a click elsewhere close it. */
export function popoverOf(opener: HTMLButtonElement, label: string, ...children: (Node | string)[]): HTMLElement {
  const sheet = element(
    'div',
    { className: 'popover', popover: 'auto', role: 'dialog', ariaLabel: label },
    ...children,
  );
  opener.popoverTargetElement = sheet;
  opener.ariaHasPopup = 'dialog';
  return sheet;
}
