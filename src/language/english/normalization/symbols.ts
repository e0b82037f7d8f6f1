import { alternatives } from '../../alternatives';
import type { WordTables } from '../tables';
import { cardinal } from './numbers';

const MODIFIERS = 'Ctrl|Control|Cmd|Command|Alt|Option|Opt|Shift|Meta|Win|Super|Fn';
/** "Ctrl+Alt+K", "Cmd-Shift-P", "ctrl+c". */
export const SHORTCUT_SOURCE = `(?:(?:(?:${MODIFIERS})(?: \\+ |[+-])|(?:${MODIFIERS.toLowerCase()})\\+){1,4})(?:[A-Za-z]{1,9}|F?\\d{1,2}|[^\\s\\w])(?![\\w])`;

/** Symbols, operators and keys, and how they are said. */
export class Symbols {
  readonly #tables: WordTables;

  constructor(tables: WordTables) {
    this.#tables = tables;
  }

  /** Matches operators of more than one character. */
  get operatorSource(): string {
    const { operators } = this.#tables;
    return alternatives([...operators].flatMap(([sign, { between }]) => (sign.length > 1 && between ? [sign] : [])));
  }

  /** The name of a symbol; those without one are silent. */
  name(symbol: string): string | undefined {
    return this.#tables.symbols.get(symbol);
  }

  /** An operator between two operands; '' for one without a name. */
  operator(operator: string): string {
    return this.#tables.operators.get(operator)?.between ?? '';
  }

  /** An operator before a version or number: ">=3.8"; '' for one without a name. */
  requirement(operator: string): string {
    return this.#tables.operators.get(operator)?.beforeNumber ?? '';
  }

  /** The words for the keys of a shortcut. */
  shortcut(shortcut: string): string {
    const keys = shortcut.replaceAll(' + ', '+').split(/(?<=[^+-])[+-]/);
    return keys
      .map(
        (key) =>
          this.#tables.keys.get(key.toLowerCase()) ??
          this.name(key) ??
          (/^F\d/.test(key) ? `F ${cardinal(key.slice(1))}` : key.toUpperCase()),
      )
      .join(' ');
  }
}
