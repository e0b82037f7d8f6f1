/** A set of the words in `list`, which are separated by spaces. */
export function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.split(' ').filter(Boolean));
}
