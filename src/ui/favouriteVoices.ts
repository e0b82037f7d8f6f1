import type * as vscode from 'vscode';

const KEY = 'kokoro.favouriteVoices';

/** The voices that the user has marked as favourites, kept for all workspaces. */
export class FavouriteVoices {
  readonly #state: vscode.Memento;

  /** @param state the extension's global state */
  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  get names(): string[] {
    const names = this.#state.get<unknown>(KEY);
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
  }

  async set(name: string, on: boolean): Promise<void> {
    const others = this.names.filter((known) => known !== name);
    await this.#state.update(KEY, on ? [...others, name] : others);
  }
}
