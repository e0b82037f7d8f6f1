/** The agents whose replies are read, by the names that their hooks pass. */
export const HOOKED_AGENTS = ['claude', 'copilot'] as const;
export type HookedAgent = (typeof HOOKED_AGENTS)[number];

/** The agents as users know them. */
export const AGENT_NAMES: Readonly<Record<HookedAgent, string>> = { claude: 'Claude Code', copilot: 'GitHub Copilot' };

/** What an agent tells a hook when it has finished a turn. */
export interface HookPayload {
  agent: HookedAgent;
  session?: string;
  /** JSON Lines file with the conversation. */
  transcript?: string;
  /** The final text, where the agent passes it. */
  text?: string;
}

/**
 * Reads the JSON that an agent writes to a hook's standard input. Formats: code.claude.com/docs/en/hooks (Stop),
 * docs.github.com/en/copilot/reference/hooks-reference (agentStop and Stop), code.visualstudio.com/docs (agent hooks).
 * @returns undefined for another event than the end of a turn
 * @throws SyntaxError if it is not a JSON object
 */
export function readPayload(json: string): HookPayload | undefined {
  const fields: unknown = JSON.parse(json);
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
    throw new SyntaxError('A hook was passed JSON that is not an object.');
  const text = (...names: string[]): string | undefined => firstText(fields as Record<string, unknown>, names);
  const event = text('hook_event_name', 'hookEventName');
  if (event !== undefined && event !== 'Stop' && event !== 'agentStop') return undefined;
  if (text('agent_id', 'agentId') !== undefined) return undefined; // a sub-agent
  const session = text('session_id', 'sessionId');
  const transcript = text('transcript_path', 'transcriptPath');
  const reply = text('last_assistant_message', 'lastAssistantMessage');
  return {
    // VS Code runs Claude Code's hooks for Copilot as well. Only Copilot passes the time.
    agent: 'timestamp' in fields ? 'copilot' : 'claude',
    ...(session !== undefined && { session }),
    ...(transcript !== undefined && { transcript }),
    ...(reply !== undefined && { text: reply }),
  };
}

function firstText(fields: Record<string, unknown>, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = fields[name];
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return undefined;
}
