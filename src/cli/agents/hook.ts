import type { Command } from 'commander';
import { hookLog } from '../../agents/hooks/hookLog';
import { runHook } from '../../agents/hooks/hookProgram';
import { HOOKED_AGENTS } from '../../agents/hooks/payload';
import { speakReply } from '../../agents/hooks/speakReply';
import type { ReplyPart } from '../../agents/preferences';
import { preferencesFile, readPreferences } from '../../agents/preferencesFile';
import { Turns } from '../../agents/turns';
import { addCommand } from '../options';
import { createSpeaker } from './speaker';

export function addHook(program: Command): void {
  addCommand(program, 'hook', "speak an agent's final text; what hooks run, which get JSON on standard input")
    .argument('[agent]', HOOKED_AGENTS.join(' or '))
    // An agent takes exit code 2 for an order to go on working, so that nothing here is wrong usage.
    .allowExcessArguments()
    .allowUnknownOption()
    .action((name: string | undefined) => {
      const log = hookLog();
      return runHook(async (payload) => {
        const agent = HOOKED_AGENTS.find((known) => known === name);
        if (agent === undefined) throw new Error(`A hook was run for ${name ?? 'no agent'}.`);
        const speaker = createSpeaker(log);
        const part = async (): Promise<ReplyPart> => (await readPreferences(preferencesFile())).read;
        const endWaiting = (owner: Parameters<Turns['end']>[0]): number => new Turns().end(owner, 'waiting');
        try {
          await speakReply(agent, payload, { speaker, endWaiting, part });
        } finally {
          await speaker.dispose();
        }
      }, log);
    });
}
