/** How a sign is used; the signs.tsv of a language explains the kinds. */
type Kind = 'symbol' | 'comparison' | 'operator' | 'money' | 'mark';

/** A row of a language's signs.tsv, as scripts/lib/signs.mjs packs it. */
export type PackedSign = readonly [sign: string, said: string, kind: Kind];

/** Signs, and the words or marks that a language says for them. */
export interface Signs {
  readonly symbols: ReadonlyMap<string, string>;
  /** Signs that are said only between operands. */
  readonly comparisons: ReadonlyMap<string, string>;
  /** Operators of more than one character, the longest first. */
  readonly operators: readonly (readonly [operator: string, said: string])[];
  /** Currency signs, before or after a number. */
  readonly money: ReadonlyMap<string, string>;
  readonly marks: ReadonlyMap<string, string>;
}

export function readSigns(packed: readonly PackedSign[]): Signs {
  const ofKind = (wanted: Kind): [string, string][] =>
    packed.flatMap(([sign, said, kind]) => (kind === wanted ? [[sign, said]] : []));
  return {
    symbols: new Map(ofKind('symbol')),
    comparisons: new Map(ofKind('comparison')),
    operators: ofKind('operator').sort(([a], [b]) => b.length - a.length),
    money: new Map(ofKind('money')),
    marks: new Map(ofKind('mark')),
  };
}
