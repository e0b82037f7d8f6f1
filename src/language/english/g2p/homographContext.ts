/** Forms of "be" and "get". */
export const BE =
  /^(?:am|is|are|was|were|be|been|being|gets?|got|isn't|aren't|wasn't|weren't|i'm|it's|that's|he's|she's|they're|we're|you're)$/;
/** What stands before the base form of a verb. */
export const DO =
  /^(?:do|does|did|don't|doesn't|didn't|let|lets|let's|make|makes|help|helps|please|to|will|would|can|could|should|must|may|might|shall|cannot|can't|won't|wouldn't|couldn't|shouldn't|gonna|wanna|gotta|(?:i|you|he|she|we|they|it|that|who)(?:'ll|'d))$/;
/** Verbs that inversion puts before the subject. */
const AUXILIARY =
  /^(?:do|does|did|don't|doesn't|didn't|will|would|can|could|should|must|may|might|shall|can't|won't|wouldn't|couldn't|shouldn't)$/;
const QUESTION = /^(?:what|when|where|why|how|who|whom|which|so|and|but|much|many|long|often|far|soon|time|,)$/;
/** Ends a sentence or opens a part of it. */
const STOP = /^[.!?:;(“—…]$/;

/** Whether the word at `i` opens a sentence or clause. */
export function opensClause(words: readonly string[], i: number): boolean {
  return i === 0 || STOP.test(words[i - 1] ?? '');
}

/** The word before one, skipping adverbs and "not"; in lower case. */
export function before(words: readonly string[], tags: readonly string[], i: number): string {
  return (words[indexBefore(words, tags, i)] ?? '').toLowerCase();
}

/** The tag of the word before one, skipping adverbs and "not". */
export function tagBefore(words: readonly string[], tags: readonly string[], i: number): string {
  return tags[indexBefore(words, tags, i)] ?? '';
}

function indexBefore(words: readonly string[], tags: readonly string[], i: number): number {
  let j = i - 1;
  while (j >= 0 && (tags[j] === 'RB' || (words[j] ?? '').toLowerCase() === 'not')) j--;
  return j;
}

/** Whether a word stands after a form of "be" or the like: "is close", "felt really upset". */
export function isPredicative(words: readonly string[], tags: readonly string[], i: number): boolean {
  const previous = before(words, tags, i);
  return (
    BE.test(previous) ||
    /^(?:so|too|very|stay|stays|stayed|feel|feels|felt|look|looks|looked|seem|seems|seemed|come|came|become|became|getting)$/.test(
      previous,
    )
  );
}

const CAUSES = /^(?:let|lets|let's|makes?|made|helps?|helped|saw|hear|heard|watched)$/;

/** Whether something is made or seen to do what a word says: "let me record it", "makes us read". */
export function isCaused(words: readonly string[], tags: readonly string[], i: number): boolean {
  return tags[i - 1] === 'PRP' && CAUSES.test((words[i - 2] ?? '').toLowerCase());
}

/** Whether a word is the verb of a question or another inversion: "Did you record it?", "Where does this road lead?" */
export function isInverted(words: readonly string[], tags: readonly string[], i: number): boolean {
  let j = i - 1;
  while (j >= 0 && !STOP.test(words[j] ?? '')) j--;
  j++;
  while (QUESTION.test((words[j] ?? '').toLowerCase())) j++;
  if (j >= i || !AUXILIARY.test((words[j] ?? '').toLowerCase())) return false;
  if (tags.slice(j + 1, i).some((tag) => /^VB|^[,CT]/.test(tag) && tag !== 'CD')) return false;
  return (
    /^(?:PRP|RB|NNS?|NNP)$/.test(tags[i - 1] ?? '') || /^(?:any|every|some|no)(?:one|body)$/i.test(words[i - 1] ?? '')
  );
}
