import { text as readAll } from 'node:stream/consumers';
import { type Command, Option } from 'commander';
import type { AgentMessage } from '../../agents/message';
import { MAX_SPEED, MIN_SPEED } from '../../kokoro/speed';
import { isStandardInput } from '../input';
import { addCommand, numberFrom } from '../options';
import { interruptSignal, print } from '../terminal';
import { createSpeaker } from './speaker';

type Flags = Partial<Pick<AgentMessage, 'session' | 'voice' | 'speed'>> & Pick<AgentMessage, 'agent' | 'format'>;

export function addAgentSpeak(program: Command): void {
  addCommand(
    program,
    'speak',
    'speak a message when its turn has come, and print how it ended: spoken, stopped or muted',
  )
    .argument('[text...]', 'words to say; "-" or nothing for standard input')
    .option('--agent <name>', 'whose message it is, as users see it', 'kokoro-agent')
    .option('--session <id>', 'tells the sessions of one agent apart')
    .addOption(
      new Option('--format <format>', 'how the text is written').choices(['markdown', 'plaintext']).default('markdown'),
    )
    .option('--voice <name>', 'name of a voice or a blend (default: the one that is set in VS Code)')
    .option('--speed <n>', `speaking speed, ${MIN_SPEED} to ${MAX_SPEED}`, numberFrom(MIN_SPEED, MAX_SPEED))
    .action(speak);
}

async function speak(words: readonly string[], flags: Flags): Promise<void> {
  const signal = interruptSignal();
  const text = isStandardInput(words) ? await readAll(process.stdin) : words.join(' ');
  const speaker = createSpeaker();
  try {
    print(`${await speaker.speak({ text, ...flags }, signal)}\n`);
  } finally {
    await speaker.dispose();
  }
  if (signal.aborted) process.exitCode = 130;
}
