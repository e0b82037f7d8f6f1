/** The word after a number, in small letters; empty if there is none. */
export function nounAfter(rest: string): string {
  return (/^\s(\p{L}[\p{L}\p{M}]*)/u.exec(rest)?.[1] ?? '').toLowerCase();
}
