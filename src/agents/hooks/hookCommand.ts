import type { HookedAgent } from './payload';

/**
 * The command that an agent's shell runs. Claude Code runs it in Bash, on Windows too; Copilot in PowerShell there.
 * @param launcher path of the program whose place stays the same when Kokoro is updated
 */
export function hookCommand(launcher: string, agent: HookedAgent, platform = process.platform): string {
  if (platform !== 'win32') return `${quoted(launcher)} hook ${agent}`;
  return agent === 'claude'
    ? `"${launcher.replaceAll('\\', '/')}" hook ${agent}`
    : `& '${launcher.replaceAll("'", "''")}' hook ${agent}`;
}

/** A word of a shell. */
function quoted(text: string): string {
  return /^[\w./+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
