import * as vscode from 'vscode';
import type { HeardAgents, HeardOwner } from '../agents/heardAgents';
import { isMuted, isSameOwner, ownerName } from '../agents/preferences';
import { Turns } from '../agents/turns';
import { config } from '../config';
import type { Command } from './command';

interface OwnerItem extends vscode.QuickPickItem {
  /** As in the settings. */
  name: string;
}

const MINUTE = 60_000;

/** Lets the user choose which agents, and which of their sessions, are not read aloud. */
export class MuteAgents implements Command {
  readonly id = 'kokoro.muteAgents';
  readonly #heard: HeardAgents;

  constructor(heard: HeardAgents) {
    this.#heard = heard;
  }

  async execute(): Promise<void> {
    const items = itemsFor(await this.#heard.list(), config.agents.muted);
    if (items.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Kokoro: no agent has spoken in the last 24 hours.'));
      return;
    }
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Kokoro: Mute Agents'),
      placeHolder: vscode.l10n.t('Check the agents that should not be read aloud'),
      canPickMany: true,
      matchOnDescription: true,
    });
    if (!picked) return;
    const muted = picked.map(({ name }) => name);
    await config.setMutedAgents(muted);
    const turns = new Turns();
    for (const message of turns.list()) if (isMuted(message, muted)) turns.end(message); // also what is being heard
  }
}

/** The agents heard lately, each before its sessions, and those that are muted. */
function itemsFor(heard: readonly HeardOwner[], muted: readonly string[]): OwnerItem[] {
  const agents = heard
    .map(({ agent }) => agent)
    .filter((agent, i, all) => all.findIndex((other) => isSameOwner(other, agent)) === i);
  const items: OwnerItem[] = agents.flatMap((agent) => [
    { name: agent, label: agent },
    ...heard
      .filter((owner) => isSameOwner(owner.agent, agent) && owner.session !== undefined)
      .map((owner) => ({
        ...{ name: ownerName(owner), label: `$(comment-discussion) ${owner.session ?? ''}` },
        description: lastHeard(owner),
      })),
  ]);
  const others = muted.filter((name) => !items.some((item) => isSameOwner(item.name, name)));
  return [...items, ...others.map((name) => ({ name, label: name }))].map((item) => ({
    ...item,
    picked: muted.some((name) => isSameOwner(name, item.name)),
  }));
}

function lastHeard({ at }: HeardOwner): string {
  const minutes = Math.ceil((Date.now() - at) / MINUTE);
  return minutes < 60 ? vscode.l10n.t('{0} min ago', minutes) : vscode.l10n.t('{0} h ago', Math.round(minutes / 60));
}
