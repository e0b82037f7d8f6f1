import * as vscode from 'vscode';
import { hookCommand } from '../agents/hooks/hookCommand';
import { type HookFile, hookFiles } from '../agents/hooks/hookFiles';
import { carryOut, changes, type HookChange, isInstalled, planInstall, planRemoval } from '../agents/hooks/install';
import { AGENT_NAMES } from '../agents/hooks/payload';
import type { Command } from './command';

const { t } = vscode.l10n;

interface AgentItem extends vscode.QuickPickItem {
  file: HookFile;
}

/** Asks whose replies are read aloud, and adds or removes the hooks of these agents. */
export class ReadAgentReplies implements Command {
  readonly id = 'kokoro.readAgentReplies';
  readonly #launcher: () => Promise<string>;

  /** @param launcher path of the program that hooks start, which is made if it is missing */
  constructor(launcher: () => Promise<string>) {
    this.#launcher = launcher;
  }

  async execute(): Promise<void> {
    const picked = await vscode.window.showQuickPick<AgentItem>(Promise.all(hookFiles().map(itemFor)), {
      title: t('Kokoro: agents whose replies are read aloud'),
      placeHolder: t('Select agents. The file that is changed is shown below each.'),
      canPickMany: true,
      matchOnDetail: true,
    });
    if (picked === undefined) return;
    const plan = await this.#plan(new Set(picked.map(({ file }) => file.agent)));
    if (plan.length === 0 || !(await isConfirmed(plan))) return;
    for (const change of plan) await carryOut(change);
    const open = t('Open File');
    const message = t('Kokoro changed the hooks. Agents that are running may need a new session to notice.');
    if ((await vscode.window.showInformationMessage(message, open)) !== open) return;
    for (const { file, after } of plan)
      if (after !== undefined) await vscode.window.showTextDocument(vscode.Uri.file(file.path), { preview: false });
  }

  /** What is to be changed for these agents to be read, and no others. */
  async #plan(agents: ReadonlySet<string>): Promise<HookChange[]> {
    const launcher = agents.size > 0 ? await this.#launcher() : '';
    const plan: HookChange[] = [];
    for (const file of hookFiles()) {
      if (agents.has(file.agent)) plan.push(await planInstall(file, hookCommand(launcher, file.agent)));
      else if (await isOn(file)) plan.push(await planRemoval(file));
    }
    return plan.filter(changes);
  }
}

async function itemFor(file: HookFile): Promise<AgentItem> {
  const name = AGENT_NAMES[file.agent];
  const label = file.agent === 'copilot' ? t('{0} (in VS Code and on the command line)', name) : name;
  return { file, label, detail: file.path, picked: await isOn(file) };
}

/** A file that cannot be read counts as off; the error is shown when the user turns it on. */
function isOn(file: HookFile): Promise<boolean> {
  return isInstalled(file).catch(() => false);
}

async function isConfirmed(plan: readonly HookChange[]): Promise<boolean> {
  const change = t('Change');
  const detail = plan.map(describe).join('\n\n');
  const options = { modal: true, detail };
  return (await vscode.window.showInformationMessage(t('Change these files?'), options, change)) === change;
}

function describe({ file, after, command }: HookChange): string {
  const { path, list } = file;
  if (command !== undefined) return t('{0}: added to {1}: {2}', path, list.join('.'), command);
  return after === undefined
    ? t('{0} is deleted.', path)
    : t('{0}: Kokoro’s hook is removed from {1}.', path, list.join('.'));
}
