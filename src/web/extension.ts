import * as vscode from 'vscode';
import { readingCommands } from '../commands/reading';
import { register } from '../commands/register';
import { KokoroError } from '../common/errors';
import { t, translateWith } from '../common/l10n';
import { config } from '../config';
import { EngineClient } from '../engine/client';
import { ExporterClient } from '../exporter/client';
import { createReading } from '../extension.shared';
import { Speech } from '../speech/speech';
import { SingleSpeaker } from '../reading/singleSpeaker';
import { showModel } from '../ui/modelStatus';
import { speakAlone, UNNAMED } from '../ui/oneSpeaker';
import { BrowserAssets } from './assets';
import { BrowserOptimizedModel } from './optimizedModel';
import { setExtensionFolder } from './ownFiles';

/**
 * Wires the extension together in a browser, where it has no processes and files: the engine is a worker, models and
 * voices are in the browser's storage, and only what reads aloud is there.
 */
export function activate(context: vscode.ExtensionContext): void {
  const began = performance.now();
  translateWith(vscode.l10n.t);
  const own = <T extends vscode.Disposable>(item: T): T => {
    context.subscriptions.push(item);
    return item;
  };

  const log = own(vscode.window.createOutputChannel('Kokoro', { log: true }));
  setExtensionFolder(context.extensionUri);
  const assets = new BrowserAssets(() => config.assetsSource, log);
  const engineOptions = () => ({
    entry: 'dist/web/engine.js',
    threads: config.threads,
    idleMinutes: config.idleUnloadMinutes,
    audioCache: { memoryBytes: config.audioCache.memoryMB * 1e6, diskBytes: 0, folder: '' },
  });
  const engine = own(new EngineClient(engineOptions, log));
  own(config.onChange(['threads', 'idleUnloadMinutes', 'audioCache.memoryMB'], () => engine.restart()));
  const exporter = new ExporterClient('dist/web/exporter.js', log);
  const optimizedModel = own(new BrowserOptimizedModel(exporter, () => config.optimizedModel, log));
  const voices = () => ({ saved: config.voices });
  const speech = new Speech(() => assets, engine, log, { voices, optimizedModel });
  const reading = createReading(context, speech, voices, log, own);
  const speaker = own(new SingleSpeaker(vscode.workspace.name ?? UNNAMED, log));
  own(speakAlone(reading.reader, reading.statusBar, speaker));
  own(showModel(optimizedModel, reading.statusBar, log));
  const commands = readingCommands(reading);
  const others = contributedCommands(context.extension).filter((id) => !commands.some((command) => command.id === id));
  own(register([...commands, ...others.map((id) => ({ id, execute: notInBrowser }))], log));
  log.info(`Activated in ${(performance.now() - began).toFixed(1)} ms in a browser`);
}

function contributedCommands(extension: vscode.Extension<unknown>): string[] {
  const { contributes } = extension.packageJSON as { contributes: { commands: { command: string }[] } };
  return contributes.commands.map(({ command }) => command);
}

/** Commands that write files, or need more memory than a browser gives. */
function notInBrowser(): never {
  const message = t('This is not available in the browser. Open the folder in VS Code on the desktop for that.');
  throw new KokoroError('not-in-browser', message);
}
