import { icon, type IconName } from './icons/icons';

/** Creates an element with properties and children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const created = Object.assign(document.createElement(tag), properties);
  created.append(...children);
  return created;
}

/** Creates a button. */
export function button(className: string, onclick: () => void, ...children: (Node | string)[]): HTMLButtonElement {
  return element('button', { type: 'button', className, onclick }, ...children);
}

/** Creates a button that shows only an icon. @param key its keyboard shortcut, shown in the tooltip */
export function iconButton(
  className: string,
  name: IconName,
  label: string,
  onclick: () => void,
  key = '',
): HTMLButtonElement {
  const created = button(className, onclick, icon(name));
  nameButton(created, label, key);
  return created;
}

/** Sets what a screen reader says of a button, and its tooltip. */
export function nameButton(target: HTMLButtonElement, label: string, key = ''): void {
  target.ariaLabel = label;
  target.title = key === '' ? label : `${label} (${key})`;
}
