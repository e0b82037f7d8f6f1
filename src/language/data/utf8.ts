const REPLACEMENT = 0xfffd;

/** Encodes text as UTF-8. A lone surrogate becomes U+FFFD, as in TextEncoder. */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? REPLACEMENT;
    const code = point >= 0xd800 && point <= 0xdfff ? REPLACEMENT : point;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), continuation(code));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), continuation(code >> 6), continuation(code));
    else bytes.push(0xf0 | (code >> 18), continuation(code >> 12), continuation(code >> 6), continuation(code));
  }
  return Uint8Array.from(bytes);
}

/** Decodes `bytes[start..end)`, which must be well-formed UTF-8 (the product's own data is). */
export function decodeUtf8(bytes: Uint8Array, start = 0, end = bytes.length): string {
  const byte = (at: number): number => bytes[at] ?? 0;
  const pieces: string[] = [];
  let units: number[] = [];
  for (let at = start; at < end;) {
    const lead = byte(at);
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    let code = length === 1 ? lead : lead & (0xff >> (length + 1));
    for (let i = 1; i < length; i++) code = (code << 6) | (byte(at + i) & 0x3f);
    at += length;
    if (code < 0x10000) units.push(code);
    else units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + (code & 0x3ff));
    if (units.length >= MAX_UNITS) {
      pieces.push(String.fromCharCode(...units));
      units = [];
    }
  }
  return pieces.join('') + String.fromCharCode(...units);
}

/** UTF-16 units per call of fromCharCode; JavaScript engines limit the number of arguments. */
const MAX_UNITS = 4_096;

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f);
}
