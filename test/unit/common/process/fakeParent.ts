import { KokoroError } from '../../../../src/common/errors';
import { silentLogger } from '../../../../src/common/log';
import { ChildProcess } from '../../../../src/common/process/client';
import type { FakeCalls } from './fakeChild';

// A parent to be killed: starts the child that its argument names, blocks it, and prints its process id.
const child = new ChildProcess<FakeCalls>({
  name: 'child',
  entry: process.argv[2] ?? '',
  log: silentLogger,
  errorFor: (cause) => new KokoroError('internal', cause),
});
void child.rpc.call('env', { name: 'PATH' }).then(() => {
  void child.rpc.call('block', { ms: 1e9, inRuntime: true });
  process.stdout.write(`${child.pid ?? ''}\n`);
});
