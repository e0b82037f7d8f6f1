import type { Command } from 'commander';
import { ToolCalls } from '../../agents/mcp/toolCalls';
import { logger } from '../app';
import { addCommand } from '../options';
import { interruptSignal } from '../terminal';
import { createSpeaker } from './speaker';

export function addMcp(program: Command): void {
  addCommand(program, 'mcp', 'serve an agent over the Model Context Protocol, on standard input and output')
    .addHelpText(
      'after',
      '\nAn agent’s program starts this itself. What is said is heard in the VS Code window that had the focus last;\nwithout one, from the system’s player.',
    )
    .action(mcp);
}

/** Serves until the client ends the connection. */
async function mcp(): Promise<void> {
  const { serveMcp } = await import('../../agents/mcp/serveMcp.js');
  const speaker = createSpeaker();
  try {
    await serveMcp((owner) => new ToolCalls(speaker, owner), logger(), interruptSignal());
  } finally {
    await speaker.dispose();
  }
}
