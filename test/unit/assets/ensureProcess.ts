// A process that asks for a file, for the tests with several of them. Arguments: folder, URL. Writes a line with the
// word `waiting` when it waits, and at the end one with the path.
import { assetOf, httpSources, NAME, PROCESS_TIMING, storeOf } from './support';

const [folder = '', url = ''] = process.argv.slice(2);
let waited = false;
void storeOf(folder, assetOf(httpSources(url)), { lockTiming: PROCESS_TIMING })
  .ensure(NAME, {
    onProgress: ({ phase }) => {
      if (phase !== 'waiting' || waited) return;
      waited = true;
      process.stdout.write('waiting\n');
    },
  })
  .then((path) => process.stdout.write(`${path}\n`));
