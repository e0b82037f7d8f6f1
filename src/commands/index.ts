import type { App } from '../app/app';
import type { Disposable } from '../common/disposable';
import { ExportOnnx } from './exportOnnx';
import { ManageStorage } from './manageStorage';
import { QuantizeModel } from './quantizeModel';
import { readingCommands, type ReadingServices } from './reading';
import { RebuildModel } from './rebuildModel';
import { register } from './register';
import { SaveWav } from './saveWav';

/** The services that commands use. */
export interface Services extends ReadingServices {
  app: App;
}

/** Registers every command. A browser has only those in `reading.ts`. */
export function registerCommands(services: Services): Disposable {
  const { app, editor, log } = services;
  const commands = [
    ...readingCommands(services),
    new SaveWav(editor, app.speech, app.workFolder),
    new ExportOnnx(app.exporter, app.hub),
    new QuantizeModel(app.exporter),
    new RebuildModel(app.optimizedModel, app.assets),
    new ManageStorage(app.cache),
  ];
  return register(commands, log);
}
