import * as vscode from 'vscode';
import { AgentReader } from '../agents/agentReader';
import { serveAgent } from '../agents/windowServer';
import { WindowSocket } from '../agents/windows';
import { type Disposable, DisposableStore } from '../common/disposable';
import type { Logger } from '../common/log';
import { config } from '../config';
import type { Reader } from '../reading/reader';
import type { SingleSpeaker } from '../reading/singleSpeaker';

/** Lets agents speak in this window, whatever program they run in. @returns also the window's name among windows */
export function speakForAgents(reader: Reader, speaker: SingleSpeaker, log: Logger): Disposable & { window: string } {
  const subscriptions = new DisposableStore();
  const agents = subscriptions.add(new AgentReader(reader, speaker, () => config.speed, log));
  const socket = subscriptions.add(new WindowSocket((connection) => serveAgent(connection, agents), log));
  void socket.open();
  subscriptions.add(
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) socket.focused();
    }),
  );
  return { window: socket.name, dispose: () => subscriptions.dispose() };
}
