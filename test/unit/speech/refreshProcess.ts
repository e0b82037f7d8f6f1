// A process that looks for the optimized model, for the tests with several of them. Arguments: folder, former folder,
// and a time to wait for, so that all of them look at once. Prints the state.
import { setTimeout as delay } from 'node:timers/promises';
import { silentLogger } from '../../../src/common/log';
import { OptimizedModel } from '../../../src/speech/optimized/optimizedModel';

const [folder = '', formerFolder = '', time = ''] = process.argv.slice(2);
const rebuild = (): never => {
  throw new Error('It must not be built.');
};
const model = new OptimizedModel({
  folder,
  formerFolder,
  rebuild,
  generator: 'graph',
  mode: () => 'make',
  logger: silentLogger,
});
void delay(Number(time) - Date.now())
  .then(() => model.refresh())
  .then((state) => process.stdout.write(JSON.stringify(state)));
