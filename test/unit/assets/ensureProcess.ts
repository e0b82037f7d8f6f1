// Fetches a file, for tests with several processes. Arguments: folder, URL. Prints `waiting` while another process
// holds the lock, and the path at the end.
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
