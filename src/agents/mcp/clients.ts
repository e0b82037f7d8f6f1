/** A program whose agents can speak through the MCP server. */
export interface McpClient {
  name: string;
  /** The user's file in which it lists its servers; left out if it has a command for that. */
  file?: string;
  /** What adds the server: the file's JSON, or the command for a terminal. @param command what starts the server */
  setup: (command: readonly [string, ...string[]]) => string;
}

/** The programs, as their documentation of November 2026 describes them. */
export const MCP_CLIENTS: readonly McpClient[] = [
  { name: 'Claude Code', setup: (command) => `claude mcp add --scope user kokoro -- ${command.map(quoted).join(' ')}` },
  { name: 'Codex', setup: (command) => `codex mcp add kokoro -- ${command.map(quoted).join(' ')}` },
  {
    name: 'Cursor',
    file: '~/.cursor/mcp.json',
    setup: ([command, ...args]) => asJson({ mcpServers: { kokoro: { command, args } } }),
  },
  {
    name: 'Zed',
    file: 'settings.json',
    setup: ([command, ...args]) => asJson({ context_servers: { kokoro: { source: 'custom', command, args } } }),
  },
];

/** What starts the server. Windows runs command files only through its shell. @param launcher see `launcherPath` */
export function serverCommand(launcher: string, platform = process.platform): [string, ...string[]] {
  return platform === 'win32' ? ['cmd', '/c', launcher, 'mcp'] : [launcher, 'mcp'];
}

const asJson = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** A word of a command: every shell understands double quotes around a path with spaces. */
function quoted(word: string): string {
  return /^[\w/.:\\-]+$/.test(word) ? word : `"${word}"`;
}
