import { codeSyntax } from './syntax';
import { tokens } from './tokens';

/**
 * Where the comment begins that ends directly before the code at `start`; `start` itself if there is none.
 * @param id a VS Code language id
 */
export function leadingComment(source: string, start: number, id: string): number {
  const syntax = codeSyntax(id);
  if (syntax === undefined) return start;
  let comment: number | undefined;
  let lineEnds = 0;
  for (const token of tokens(source.slice(0, start), syntax)) {
    if (token.kind === 'line end') lineEnds++;
    else if (token.kind === 'line comment' || token.kind === 'block comment') {
      if (lineEnds > 1) comment = undefined;
      comment ??= token.start;
      lineEnds = 0;
    } else if (token.kind !== 'space') {
      comment = undefined;
      lineEnds = 0;
    }
  }
  return lineEnds > 1 ? start : (comment ?? start);
}
