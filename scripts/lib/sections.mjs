/** Packs lists and typed arrays: the header's length, the header (JSON), then each array at a multiple of 8 bytes. */
export function packSections({ lists, arrays }) {
  const sections = {};
  let offset = 0;
  for (const [name, array] of Object.entries(arrays)) {
    sections[name] = { type: array.constructor.name, offset, length: array.length };
    offset += Math.ceil(array.byteLength / 8) * 8;
  }
  const header = Buffer.from(JSON.stringify({ ...lists, sections }));
  const start = Math.ceil((4 + header.length) / 8) * 8;
  const bytes = Buffer.alloc(start + offset);
  bytes.writeUInt32LE(header.length, 0);
  header.copy(bytes, 4);
  for (const [name, array] of Object.entries(arrays)) {
    Buffer.from(array.buffer, array.byteOffset, array.byteLength).copy(bytes, start + sections[name].offset);
  }
  return bytes;
}
