import * as vscode from 'vscode';
import { MCP_CLIENTS, type McpClient, serverCommand } from '../agents/mcp/clients';
import type { Command } from './command';

const { t } = vscode.l10n;

/** Copies what lets the agents of another program speak through the MCP server. VS Code's own chat needs nothing. */
export class ConnectAgent implements Command {
  readonly id = 'kokoro.connectAgent';
  readonly #launcher: () => Promise<string>;

  /** @param launcher path of the program that starts the server, which is made if it is missing */
  constructor(launcher: () => Promise<string>) {
    this.#launcher = launcher;
  }

  async execute(): Promise<void> {
    const items = MCP_CLIENTS.map((client) => ({ label: client.name, description: placeOf(client), client }));
    const picked = await vscode.window.showQuickPick(items, {
      title: t('Kokoro: connect agents that speak when they want to'),
      placeHolder: t('Choose the program of your agent'),
    });
    if (!picked) return;
    const { client } = picked;
    await vscode.env.clipboard.writeText(client.setup(serverCommand(await this.#launcher())));
    void vscode.window.showInformationMessage(
      client.file === undefined
        ? t('Kokoro: a command was copied. Paste it into a terminal and run it, then start {0} again.', client.name)
        : t('Kokoro: settings were copied. Paste them into {0}, then start {1} again.', client.file, client.name),
    );
  }
}

function placeOf({ file }: McpClient): string {
  return file ?? t('a command for the terminal');
}
