import * as vscode from 'vscode';

/** The part of VS Code's API that came with 1.101, two versions after the oldest that the extension supports. */
interface McpApi {
  registerMcpServerDefinitionProvider?(
    id: string,
    provider: { provideMcpServerDefinitions(): unknown[] },
  ): vscode.Disposable;
}
type McpStdioServerDefinition = new (
  label: string,
  command: string,
  args: string[],
  env: Record<string, string | null>,
  version: string,
) => unknown;

/** The provider that package.json contributes; a test compares them. */
const ID = 'kokoro.agents';

/**
 * Offers the MCP server to VS Code's chat, which starts it in VS Code's own Node.js. Older versions do not know such
 * servers and ignore what package.json says of them.
 * @param program the bundle that has the server
 */
export function offerMcpServer(program: string, version: string): vscode.Disposable {
  const lm = vscode.lm as McpApi;
  const { McpStdioServerDefinition } = vscode as { McpStdioServerDefinition?: McpStdioServerDefinition };
  if (!lm.registerMcpServerDefinitionProvider || !McpStdioServerDefinition)
    return new vscode.Disposable(() => undefined);
  const env = { ELECTRON_RUN_AS_NODE: '1' };
  const server = new McpStdioServerDefinition('Kokoro', process.execPath, [program, 'mcp'], env, version);
  return lm.registerMcpServerDefinitionProvider(ID, { provideMcpServerDefinitions: () => [server] });
}
