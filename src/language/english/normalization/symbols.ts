import { cardinal } from './numbers';

/** Spoken names of symbols; others are silent. */
const SYMBOLS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ '&': 'and', '%': 'percent', '+': 'plus', '=': 'equals', '@': 'at', '~': 'tilde', '^': 'caret', '|': 'pipe' },
    ...{
      '×': 'times',
      '÷': 'divided by',
      '±': 'plus or minus',
      '−': 'minus',
      '·': 'times',
      '∗': 'times',
      '⋅': 'times',
    },
    ...{
      '°': 'degrees',
      '©': 'copyright',
      '®': 'registered',
      '§': 'section',
      '¶': 'paragraph',
      '№': 'number',
      '℃': 'degrees Celsius',
    },
    ...{
      '→': 'to',
      '⟶': 'to',
      '➜': 'to',
      '➡': 'to',
      '←': 'from',
      '↑': 'up',
      '↓': 'down',
      '↔': 'to and from',
      '⇒': 'implies',
      '⇔': 'if and only if',
    },
    ...{
      '≥': 'is greater than or equal to',
      '≤': 'is less than or equal to',
      '≠': 'is not equal to',
      '≈': 'is approximately',
      '≡': 'is equivalent to',
    },
    ...{
      '∞': 'infinity',
      '√': 'the square root of',
      '∑': 'the sum of',
      '∏': 'the product of',
      '∫': 'the integral of',
      '∂': 'partial',
      '∇': 'nabla',
    },
    ...{
      '∈': 'in',
      '∉': 'not in',
      '⊂': 'is a subset of',
      '⊆': 'is a subset of',
      '∪': 'union',
      '∩': 'intersection',
      '∅': 'the empty set',
      '∀': 'for all',
      '∃': 'there is',
    },
    ...{
      '¬': 'not',
      '∧': 'and',
      '∨': 'or',
      '⊕': 'exclusive or',
      π: 'pi',
      µ: 'micro',
      Ω: 'omega',
      '∝': 'is proportional to',
      '∴': 'therefore',
    },
    ...{ '¢': 'cents', '¥': 'yen', '€': 'euros', '£': 'pounds', $: 'dollar', '₿': 'bitcoin', '₹': 'rupees' },
    ...{
      α: 'alpha',
      β: 'beta',
      γ: 'gamma',
      δ: 'delta',
      ε: 'epsilon',
      ζ: 'zeta',
      η: 'eta',
      θ: 'theta',
      κ: 'kappa',
      λ: 'lambda',
      μ: 'mu',
    },
    ...{
      ν: 'nu',
      ξ: 'xi',
      ρ: 'rho',
      σ: 'sigma',
      τ: 'tau',
      φ: 'phi',
      χ: 'chi',
      ψ: 'psi',
      ω: 'omega',
      Δ: 'delta',
      Σ: 'sigma',
      Π: 'pi',
      Φ: 'phi',
      Λ: 'lambda',
      Γ: 'gamma',
      Θ: 'theta',
    },
    ...{
      '½': 'one half',
      '⅓': 'one third',
      '⅔': 'two thirds',
      '¼': 'one quarter',
      '¾': 'three quarters',
      '⅕': 'one fifth',
      '⅛': 'one eighth',
    },
    ...{
      '²': 'squared',
      '³': 'cubed',
      '⌘': 'command',
      '⌥': 'option',
      '⇧': 'shift',
      '⌃': 'control',
      '⏎': 'enter',
      '⌫': 'backspace',
      '⇥': 'tab',
    },
  }),
);

export function symbolName(symbol: string): string | undefined {
  return SYMBOLS.get(symbol);
}

/** Spoken forms of operators. */
const OPERATORS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{
      '===': 'strictly equals',
      '!==': 'is not strictly equal to',
      '==': 'equals',
      '!=': 'is not equal to',
      '/=': 'is not equal to',
    },
    ...{
      '<=': 'is less than or equal to',
      '>=': 'is greater than or equal to',
      '<': 'is less than',
      '>': 'is greater than',
    },
    ...{
      '~>': 'is compatible with',
      '=>': 'arrow',
      '->': 'to',
      '<-': 'from',
      '-->': 'to',
      '<->': 'to and from',
      ':=': 'is set to',
      '~=': 'is compatible with',
      '=~': 'matches',
    },
    ...{
      '&&': 'and',
      '||': 'or',
      '??': 'or else',
      '|>': 'pipe',
      '<<': 'shifted left by',
      '>>': 'shifted right by',
      '**': 'to the power of',
    },
    ...{
      '+=': 'plus equals',
      '-=': 'minus equals',
      '*=': 'times equals',
      '++': 'plus plus',
      '//': 'divided by',
      '>>>': 'shifted right by',
    },
    ...{
      '=': 'equals',
      '+': 'plus',
      '-': '',
      '*': 'times',
      '/': 'slash',
      '|': 'pipe',
      '^': 'to the power of',
      '<>': 'is not equal to',
    },
  }),
);

export const OPERATOR_SOURCE = [...OPERATORS.keys()]
  .filter((operator) => operator.length > 1)
  .sort((a, b) => b.length - a.length)
  .map((operator) => operator.replace(/[.+*?^${}()|[\]\\/]/g, '\\$&'))
  .join('|');

export function operatorName(operator: string): string | undefined {
  return OPERATORS.get(operator);
}

/** Spoken forms of operators before a version or number: ">=3.8". */
const REQUIREMENTS: ReadonlyMap<string, string> = new Map([
  ['>=', 'at least'],
  ['=>', 'at least'],
  ['≥', 'at least'],
  ['<=', 'at most'],
  ['≤', 'at most'],
  ['>', 'greater than'],
  ['<', 'less than'],
  ['==', 'exactly'],
  ['=', 'equals'],
  ['!=', 'not'],
  ['~=', 'compatible with'],
  ['~>', 'compatible with'],
  ['^', 'compatible with'],
  ['~', 'about'],
  ['≈', 'about'],
]);

export function requirementWords(operator: string): string {
  return REQUIREMENTS.get(operator) ?? '';
}

/** Spoken names of keys. */
const KEYS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{
      ctrl: 'control',
      control: 'control',
      cmd: 'command',
      command: 'command',
      alt: 'alt',
      option: 'option',
      opt: 'option',
    },
    ...{
      shift: 'shift',
      meta: 'meta',
      win: 'windows',
      super: 'super',
      esc: 'escape',
      escape: 'escape',
      del: 'delete',
      delete: 'delete',
    },
    ...{
      enter: 'enter',
      return: 'return',
      tab: 'tab',
      space: 'space',
      backspace: 'backspace',
      ins: 'insert',
      home: 'home',
      end: 'end',
    },
    ...{
      pgup: 'page up',
      pgdn: 'page down',
      pageup: 'page up',
      pagedown: 'page down',
      up: 'up',
      down: 'down',
      left: 'left',
      right: 'right',
    },
    ...{ click: 'click', plus: 'plus', minus: 'minus', fn: 'function' },
  }),
);
const MODIFIERS = 'Ctrl|Control|Cmd|Command|Alt|Option|Opt|Shift|Meta|Win|Super|Fn';
/** "Ctrl+Alt+K", "Cmd-Shift-P", "ctrl+c". */
export const SHORTCUT_SOURCE = `(?:(?:(?:${MODIFIERS})(?: \\+ |[+-])|(?:${MODIFIERS.toLowerCase()})\\+){1,4})(?:[A-Za-z]{1,9}|F?\\d{1,2}|[^\\s\\w])(?![\\w])`;

/** The words for the keys of a shortcut. */
export function verbalizeShortcut(shortcut: string): string {
  const keys = shortcut.replaceAll(' + ', '+').split(/(?<=[^+-])[+-]/);
  return keys
    .map(
      (key) =>
        KEYS.get(key.toLowerCase()) ??
        symbolName(key) ??
        (/^F\d/.test(key) ? `F ${cardinal(key.slice(1))}` : key.toUpperCase()),
    )
    .join(' ');
}
