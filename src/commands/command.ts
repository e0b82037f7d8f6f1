/** A command of the palette. Its `id` stands in package.json as well; a test compares them. */
export interface Command {
  readonly id: string;
  execute(): Promise<void> | void;
}
