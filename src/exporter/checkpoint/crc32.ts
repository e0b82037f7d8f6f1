const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/**
 * The CRC-32 of zip archives (reflected polynomial 0xEDB88320), from 0 to 2³² − 1; zlib.crc32 only exists from Node 20.15 on.
 * @param previous the CRC of the bytes before these
 */
export function crc32(bytes: Uint8Array, previous = 0): number {
  let crc = ~previous;
  const { length } = bytes; // for-of over typed arrays takes four times as long
  for (let i = 0; i < length; i++) crc = (crc >>> 8) ^ (TABLE[(crc ^ (bytes[i] ?? 0)) & 255] ?? 0);
  return ~crc >>> 0;
}
