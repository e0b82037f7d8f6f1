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

const SVG = 'http://www.w3.org/2000/svg';

/** SVG paths on a 16 × 16 grid. */
const ICONS = {
  play: 'M4.5 2.6v10.8a.6.6 0 0 0 .9.5l8.8-5.4a.6.6 0 0 0 0-1L5.4 2.1a.6.6 0 0 0-.9.5z',
  pause: 'M4 2.5h2.6v11H4zM9.4 2.5H12v11H9.4z',
  stop: 'M3.5 4.1c0-.3.3-.6.6-.6h7.8c.3 0 .6.3.6.6v7.8c0 .3-.3.6-.6.6H4.1a.6.6 0 0 1-.6-.6z',
  sound:
    'M8.5 2.4v11.2L4.8 10.5H2v-5h2.8zM10.6 5.2l.8-.9a5 5 0 0 1 0 7.4l-.8-.9a3.8 3.8 0 0 0 0-5.6zM12.4 3.2l.8-.9a7.8 7.8 0 0 1 0 11.4l-.8-.9a6.6 6.6 0 0 0 0-9.6z',
} as const;
export type IconName = keyof typeof ICONS;

/** An icon in the text color. It is hidden from screen readers, so its button needs a label. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}
