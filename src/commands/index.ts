import type { App } from '../app/app';
import { HeardAgents } from '../agents/heardAgents';
import type { Disposable } from '../common/disposable';
import { userFolder } from '../common/userFolder';
import { AddVoice } from './addVoice';
import { BenchmarkMachine } from './benchmarkMachine';
import { ConnectAgent } from './connectAgent';
import { ExportAudio } from './exportAudio';
import { ExportMobile } from './exportMobile';
import { ExportOnnx } from './exportOnnx';
import { ManageStorage } from './manageStorage';
import { MuteAgents } from './muteAgents';
import { QuantizeModel } from './quantizeModel';
import { ReadAgentReplies } from './readAgentReplies';
import { readingCommands, type ReadingServices } from './reading';
import { RebuildModel } from './rebuildModel';
import { register } from './register';
import { ReportIssue } from './reportIssue';
import { SaveWav } from './saveWav';

/** The services that commands use. */
export interface Services extends ReadingServices {
  app: App;
  /** Where VS Code keeps the extension's log. */
  logFolder: string;
  /** Path of the program that hooks of agents and MCP clients start, which is made if it is missing. */
  launcher: () => Promise<string>;
}

/** Registers every command. A browser has only those in `reading.ts`. */
export function registerCommands(services: Services): Disposable {
  const { app, editor, pronunciations, log, logFolder, launcher } = services;
  const commands = [
    ...readingCommands(services),
    new SaveWav(editor, app.speech, pronunciations, app.workFolder),
    new ExportAudio(app, editor, pronunciations, log),
    new ExportOnnx(app.exporter, app.hub),
    new QuantizeModel(app.exporter),
    new ExportMobile(app),
    new RebuildModel(app.optimizedModel, app.assets),
    new ManageStorage(app.cache),
    new AddVoice(app.voices().added, services.reader),
    new ReadAgentReplies(launcher),
    new BenchmarkMachine(app),
    new ConnectAgent(launcher),
    new MuteAgents(new HeardAgents(userFolder())),
    new ReportIssue(app, logFolder),
  ];
  return register(commands, log);
}
