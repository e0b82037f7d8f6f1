/** A command that package.json contributes under the same `id`; a test compares them. */
export interface Command {
  readonly id: string;
  /** @param args what a keybinding, a menu or another command passes */
  execute(...args: unknown[]): Promise<void> | void;
}
