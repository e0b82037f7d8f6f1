import type { Command } from 'commander';
import { Turns } from '../../agents/turns';
import { addCommand } from '../options';
import { print } from '../terminal';

export function addAgentStatus(program: Command): void {
  addCommand(program, 'status', 'print the messages that are spoken or wait, in their order, as JSON').action(() => {
    print(`${JSON.stringify(new Turns().list(), undefined, 1)}\n`);
  });
}
