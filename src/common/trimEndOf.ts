/** Removes all characters in `marks` from the end of `text`. Linear, unlike a search for `/[…]+$/`. */
export function trimEndOf(text: string, marks: string): string {
  let end = text.length;
  while (end > 0 && marks.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
