import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../common/disposable';
import { showError } from '../ui/errors';
import type { Command } from './command';

/** Registers commands; errors are shown to the user. */
export function register(commands: readonly Command[], log: vscode.LogOutputChannel): Disposable {
  const registered = new DisposableStore();
  for (const command of commands) {
    const run = async (...args: unknown[]): Promise<void> => {
      try {
        await command.execute(...args);
      } catch (error) {
        await showError(error, log);
      }
    };
    registered.add(vscode.commands.registerCommand(command.id, run));
  }
  return registered;
}
