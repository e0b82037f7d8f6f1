/** Red, green and blue, 0–1, of a colour (#rrggbb or #rrggbbaa) over an opaque one. */
export function blend(color: string, under: string): number[] {
  const part = (hex: string, index: number): number => parseInt(hex.slice(1 + 2 * index, 3 + 2 * index), 16) / 255;
  const alpha = color.length > 7 ? part(color, 3) : 1;
  return [0, 1, 2].map((index) => alpha * part(color, index) + (1 - alpha) * part(under, index));
}

/** Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(color: number[]): number {
  const linear = color.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return [0.2126, 0.7152, 0.0722].reduce((sum, weight, index) => sum + weight * (linear[index] ?? 0), 0);
}

/** Contrast ratio, 1–21, of opaque colours as `blend` returns them; https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(a: number[], b: number[]): number {
  const [dark = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}
