import { homedir } from 'node:os';
import { join } from 'node:path';
import type { HookedAgent } from './payload';

/** Where an agent reads its hooks, and how they are written there. */
export interface HookFile {
  agent: HookedAgent;
  path: string;
  /** The list of hooks for the end of a turn. */
  list: readonly string[];
  /** What a new file holds. */
  empty: string;
  /** Whether the file is for our hook alone. */
  isOwn: boolean;
  /** What is added to the list. @param command for a shell */
  entry: (command: string) => unknown;
  /** The commands in an entry of the list. */
  commandsOf: (entry: unknown) => string[];
}

type Environment = Partial<Record<string, string>>;

/** Seconds after which an agent gives up on the hook, which only starts another process. */
const TIMEOUT = 10;

/**
 * The user's hook files of all agents. Claude Code: code.claude.com/docs/en/hooks; Copilot, in VS Code and on the
 * command line: docs.github.com/en/copilot/reference/hooks-reference and code.visualstudio.com/docs (agent hooks).
 */
export function hookFiles(env: Environment = process.env, home = homedir(), platform = process.platform): HookFile[] {
  return [
    {
      agent: 'claude',
      path: join(nonEmpty(env['CLAUDE_CONFIG_DIR']) ?? join(home, '.claude'), 'settings.json'),
      ...{ list: ['hooks', 'Stop'], empty: '{}\n', isOwn: false },
      entry: (command) => ({ hooks: [{ type: 'command', command, timeout: TIMEOUT }] }),
      commandsOf: (entry) => valuesIn(field(entry, 'hooks')).flatMap((hook) => commandsIn(hook, ['command'])),
    },
    {
      agent: 'copilot',
      path: join(nonEmpty(env['COPILOT_HOME']) ?? join(home, '.copilot'), 'hooks', 'kokoro.json'),
      ...{ list: ['hooks', 'Stop'], empty: '{\n  "version": 1\n}\n', isOwn: true },
      entry: (command) => ({
        type: 'command',
        [platform === 'win32' ? 'powershell' : 'bash']: command,
        timeoutSec: TIMEOUT,
      }),
      commandsOf: (entry) => commandsIn(entry, ['bash', 'powershell', 'command']),
    },
  ];
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

const nonEmpty = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

const valuesIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const commandsIn = (value: unknown, names: readonly string[]): string[] =>
  names.map((name) => field(value, name)).filter((command) => typeof command === 'string');
