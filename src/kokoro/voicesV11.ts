/** The repository of Kokoro v1.1-zh, with its voices as `voices/NAME.pt`. */
export const V11_REPOSITORY = 'hexgrad/Kokoro-82M-v1.1-zh';

/** The numbers of its Chinese male voices; all others from 1 to 100 are female. */
const MALE: ReadonlySet<number> = new Set([
  ...[9, 10, 11, 12, 13, 14, 15, 16, 20, 25, 29, 30, 31, 33, 34, 35, 37, 41, 45, 50, 52, 53, 54, 55, 56, 57, 58, 61],
  ...[62, 63, 64, 65, 66, 68, 69, 80, 81, 82, 89, 91, 95, 96, 97, 98, 100],
]);

const numbered = (n: number): string => `z${MALE.has(n) ? 'm' : 'f'}_${String(n).padStart(3, '0')}`;

/** The 103 voices of Kokoro v1.1-zh: three English ones, and a hundred Chinese ones, the female ones first. */
export const V11_VOICES: readonly string[] = [
  ...['af_maple', 'af_sol', 'bf_vale'],
  ...Array.from({ length: 100 }, (_, i) => numbered(i + 1)).sort(),
];

const NAMES: ReadonlySet<string> = new Set(V11_VOICES);

/** Whether a voice is one of Kokoro v1.1-zh's. No voice of v1.0 has such a name. */
export function isV11Voice(name: string): boolean {
  return NAMES.has(name);
}
