import { t } from '../../common/l10n';
import { Pattern, type Step } from './pattern';
import { PatternError, PatternParser, type Tree } from './patternParser';

/** Most steps of one pattern: `(a{50}){50}` is refused. */
const MAX_STEPS = 1000;
/** Parts without steps, as in `(){100}`, take time as well. */
const MAX_VISITS = 10 * MAX_STEPS;

interface Program {
  steps: Step[];
  visits: number;
}

/**
 * Compiles a regular expression: characters, `.`, classes, `\d \s \w \p{L} \b`, groups, `|`, `^`, `$`, and the
 * quantifiers `* + ? {2} {2,} {2,5}`, also lazy. @throws PatternError
 */
export function compilePattern(source: string, ignoreCase: boolean): Pattern {
  const program: Program = { steps: [], visits: 0 };
  emit(new PatternParser(source).parse(), program);
  return new Pattern([...program.steps, { do: 'accept' }], ignoreCase);
}

function emit(tree: Tree, program: Program): void {
  const { steps } = program;
  if (++program.visits > MAX_VISITS || steps.length >= MAX_STEPS)
    throw new PatternError(t('The pattern repeats too much; use smaller numbers in braces.'), 0);
  switch (tree.is) {
    case 'character':
      steps.push({ do: 'read', test: tree.test });
      break;
    case 'place':
      steps.push({ do: 'check', place: tree.place });
      break;
    case 'sequence':
      for (const part of tree.parts) emit(part, program);
      break;
    case 'choice':
      emitChoice(tree.parts, program);
      break;
    case 'repeat':
      emitRepeat(tree, program);
  }
}

function emitChoice(parts: readonly Tree[], program: Program): void {
  const { steps } = program;
  const ends: { do: 'jump'; to: number }[] = [];
  parts.forEach((part, i) => {
    if (i === parts.length - 1) {
      emit(part, program);
      return;
    }
    const fork = { do: 'fork' as const, to: steps.length + 1, other: 0 };
    steps.push(fork);
    emit(part, program);
    const end = { do: 'jump' as const, to: 0 };
    ends.push(end);
    steps.push(end);
    fork.other = steps.length;
  });
  for (const end of ends) end.to = steps.length;
}

function emitRepeat({ part, min, max, lazy }: Extract<Tree, { is: 'repeat' }>, program: Program): void {
  const { steps } = program;
  for (let i = 0; i < min; i++) emit(part, program);
  /** A way around what follows, whose end `leave` sets. */
  const fork = (): ((end: number) => void) => {
    const step = { do: 'fork' as const, to: steps.length + 1, other: steps.length + 1 };
    steps.push(step);
    return (end) => {
      step[lazy ? 'to' : 'other'] = end;
    };
  };
  if (max === Infinity) {
    const first = steps.length;
    const leave = fork();
    emit(part, program);
    steps.push({ do: 'jump', to: first });
    leave(steps.length);
    return;
  }
  const leaves: ((end: number) => void)[] = [];
  for (let i = min; i < max; i++) {
    leaves.push(fork());
    emit(part, program);
  }
  for (const leave of leaves) leave(steps.length);
}
