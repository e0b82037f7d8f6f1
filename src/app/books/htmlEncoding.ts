/** How an HTML or XML file names its encoding, in its first bytes. */
const NAMED = [
  /<meta\b[^<>]{0,200}?\bcharset ?= ?["']?([\w-]{1,40})/i,
  /<\?xml [^<>]{0,200}?\bencoding ?= ?["']([\w-]{1,40})/i,
];
const HEAD = 1024;

/** Decodes HTML or XML in the encoding that it names, or has a byte order mark of; otherwise as UTF-8. */
export function decodeHtml(bytes: Uint8Array): string {
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined;
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD));
  const named = NAMED.map((expression) => expression.exec(head)?.[1]).find((name) => name !== undefined);
  const label = mark ?? named ?? 'utf-8';
  try {
    // What names itself in ASCII is not UTF-16.
    return new TextDecoder(mark === undefined && /^utf-?16/i.test(label) ? 'utf-8' : label).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes); // the name is unknown
  }
}
