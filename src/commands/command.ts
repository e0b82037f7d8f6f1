/** A command that package.json contributes under the same `id`; a test compares them. */
export interface Command {
  readonly id: string;
  execute(): Promise<void> | void;
}
