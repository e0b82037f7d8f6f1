import type { SourceRange } from '../common/range';
import type { SpokenToken } from './language';
import type { StretchClass } from './semioticClasses';

/** A stretch of a sentence, what it was taken for, and the words for it. */
export interface ExplainedStretch extends SourceRange {
  readonly taken: StretchClass | 'word' | 'letters' | 'punctuation';
  readonly tokens: readonly SpokenToken[];
}

/** The stretches of a sentence in order. Adjacent tokens of one class that come from overlapping text are one stretch. */
export function explain(tokens: readonly SpokenToken[]): ExplainedStretch[] {
  const stretches: (ExplainedStretch & { tokens: SpokenToken[] })[] = [];
  for (const token of tokens) {
    const taken = token.semiotic ?? token.kind;
    const last = stretches.at(-1);
    const joins =
      last?.taken === taken && (token.start < last.end || (token.semiotic !== undefined && token.start === last.end));
    if (last === undefined || !joins) stretches.push({ start: token.start, end: token.end, taken, tokens: [token] });
    else {
      last.end = Math.max(last.end, token.end);
      last.tokens.push(token);
    }
  }
  return stretches;
}
