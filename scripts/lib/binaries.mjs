// For which system and processor a binary was built, told from its first bytes.

/** Names of processors, as they are numbered in ELF, PE and Mach-O files. */
const ELF = { 62: 'x64', 183: 'arm64' };
const PE = { 0x8664: 'x64', 0xaa64: 'arm64' };
const MACHO = { 0x01000007: 'x64', 0x0100000c: 'arm64' };

/**
 * The platform of a binary: `linux-x64`, `win32-arm64`, `darwin-arm64`, …, or `wasm`; undefined for any other file.
 * @param {Buffer} file its content
 */
export function platformOf(file) {
  if (file.length < 64) return undefined;
  if (file.readUInt32BE(0) === 0x7f454c46) return `linux-${ELF[file.readUInt16LE(18)] ?? 'unknown'}`;
  if (file.readUInt32BE(0) === 0x0061736d) return 'wasm';
  if (file.readUInt32LE(0) === 0xfeedfacf) return `darwin-${MACHO[file.readUInt32LE(4)] ?? 'unknown'}`;
  if (file.readUInt32BE(0) === 0xcafebabe) return 'darwin-universal';
  if (file.readUInt16LE(0) !== 0x5a4d) return undefined;
  const header = file.readUInt32LE(60);
  if (header + 6 > file.length || file.readUInt32LE(header) !== 0x4550) return undefined;
  return `win32-${PE[file.readUInt16LE(header + 4)] ?? 'unknown'}`;
}
