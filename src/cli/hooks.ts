import { dirname } from 'node:path';
import { Argument, type Command } from 'commander';
import { hookCommand } from '../agents/hooks/hookCommand';
import { type HookFile, hookFiles } from '../agents/hooks/hookFiles';
import { hookLogFile } from '../agents/hooks/hookLog';
import { carryOut, changes, type HookChange, isInstalled, planInstall, planRemoval } from '../agents/hooks/install';
import { HOOKED_AGENTS, type HookedAgent } from '../agents/hooks/payload';
import { type LauncherOptions, launcherPath, writeLauncher } from '../agents/launcher';
import { cacheFolder } from '../assets/cacheFolder';
import { print, say } from './terminal';

export function addHooks(program: Command): void {
  const command = program.command('hooks').description('have the replies of coding agents read aloud, or stop that');
  const agents = (): Argument => new Argument('[agents...]', 'agents (default: all)').choices(HOOKED_AGENTS);
  command
    .command('install')
    .description("add a hook to the agents' files of hooks")
    .addArgument(agents())
    .option('--dry-run', 'only print what would be changed')
    .action(async (names: HookedAgent[], { dryRun }: { dryRun?: boolean }) => {
      const path = dryRun === true ? launcherPath() : await writeLauncher(launcherOptions());
      const plan = chosen(names).map((file) => planInstall(file, hookCommand(path, file.agent)));
      await change(await Promise.all(plan), dryRun);
    });
  command
    .command('remove')
    .description('take it away')
    .addArgument(agents())
    .option('--dry-run', 'only print what would be changed')
    .action(async (names: HookedAgent[], { dryRun }: { dryRun?: boolean }) => {
      await change(await Promise.all(chosen(names).map(planRemoval)), dryRun);
    });
  command
    .command('status')
    .description('print which agents are read aloud')
    .action(async () => {
      for (const file of hookFiles()) {
        const state = (await isInstalled(file)) ? 'on ' : 'off';
        print(`${state}  ${file.agent.padEnd(8)}  ${file.path}\n`);
      }
      say(`Errors of hooks are in ${hookLogFile()}`);
    });
}

/** The launcher starts the program beside this one. */
function launcherOptions(): LauncherOptions {
  return { extension: dirname(__dirname), node: process.execPath, cache: cacheFolder() };
}

function chosen(names: readonly HookedAgent[]): HookFile[] {
  return hookFiles().filter(({ agent }) => names.length === 0 || names.includes(agent));
}

async function change(plan: readonly HookChange[], dryRun = false): Promise<void> {
  for (const each of plan) {
    const { file, after, command } = each;
    if (!dryRun) await carryOut(each);
    if (!changes(each)) print(`${file.path}: nothing to change\n`);
    else if (command !== undefined) print(`${file.path}: added ${command}\n`);
    else print(`${file.path}: ${after === undefined ? 'deleted' : "removed Kokoro's hook"}\n`);
  }
}
