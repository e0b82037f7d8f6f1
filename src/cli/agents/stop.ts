import type { Command } from 'commander';
import type { MessageOwner } from '../../agents/agentSpeaker';
import { Turns } from '../../agents/turns';
import { addCommand } from '../options';
import { print } from '../terminal';

export function addAgentStop(program: Command): void {
  addCommand(program, 'stop', 'end the messages that are spoken or wait, and print how many there were')
    .option('--agent <name>', 'only those of this agent')
    .option('--session <id>', 'only those of this session of the agent')
    .action(({ agent, session }: Partial<MessageOwner>, command: Command) => {
      if (agent === undefined && session !== undefined) command.error('--session needs --agent.');
      const owner = agent === undefined ? undefined : { agent, ...(session !== undefined && { session }) };
      print(`${new Turns().end(owner)}\n`);
    });
}
