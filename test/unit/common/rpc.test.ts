import assert from 'node:assert/strict';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { KokoroError } from '../../../src/common/errors';
import { type Port, RpcClient, type RpcMessage, serve } from '../../../src/common/rpc';

interface Calls {
  double: { params: { n: number }; result: number };
  fail: { params: null; result: null };
  hang: { params: null; result: null };
  untilAborted: { params: null; result: null };
  count: { params: null; result: null; progress: number };
}

function portOf(port: MessagePort): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', (message: RpcMessage) => listener(message)),
  };
}

describe('rpc', () => {
  let channel: MessageChannel;
  let client: RpcClient<Calls>;
  let hanging: AbortSignal | undefined;

  beforeEach(() => {
    channel = new MessageChannel();
    client = new RpcClient<Calls>(portOf(channel.port1));
    serve<Calls>(portOf(channel.port2), {
      double: ({ n }) => Promise.resolve(n * 2),
      fail: () => Promise.reject(new KokoroError('disk-full', 'no room')),
      count: (_params, _signal, report) => {
        for (const n of [1, 2, 3]) report(n);
        return Promise.resolve(null);
      },
      untilAborted: (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(null))),
      hang: (_, signal) => {
        hanging = signal;
        return new Promise(() => undefined);
      },
    });
  });
  afterEach(() => channel.port1.close());

  it('reports progress before the answer', async () => {
    const told: number[] = [];
    await client.call('count', null, undefined, (n) => told.push(n));
    assert.deepEqual(told, [1, 2, 3]);
  });

  it('answers calls in any order', async () => {
    const answers = await Promise.all([1, 2, 3].map((n) => client.call('double', { n })));
    assert.deepEqual(answers, [2, 4, 6]);
  });

  it('carries coded errors across', async () => {
    await assert.rejects(client.call('fail', null), { name: 'KokoroError', code: 'disk-full', message: 'no room' });
  });

  it('rejects an unknown call', async () => {
    const other = client as unknown as RpcClient<{ nothing: { params: null; result: null } }>;
    await assert.rejects(other.call('nothing', null), /unknown call: nothing/);
  });

  it('rejects at once when aborted, and tells the other side', async () => {
    const abort = new AbortController();
    const call = client.call('hang', null, abort.signal);
    await client.call('double', { n: 1 });
    abort.abort();
    await assert.rejects(call, { name: 'AbortError' });
    await client.call('double', { n: 1 });
    assert.equal(hanging?.aborted, true);
    await assert.rejects(client.call('double', { n: 1 }, abort.signal), { name: 'AbortError' });
  });

  it('waits for the end of cancelled work', async () => {
    const abort = new AbortController();
    const call = client.call('untilAborted', null, abort.signal);
    assert.equal(client.isWaiting, true);
    assert.equal(client.hasCancelled, false);
    abort.abort();
    await assert.rejects(call, { name: 'AbortError' });
    assert.equal(client.hasCancelled, true);
    await client.call('double', { n: 1 });
    assert.equal(client.hasCancelled, false);
    assert.equal(client.isWaiting, false);
  });

  it('does not wait for a cancelled call whose answer was already on its way', async () => {
    const abort = new AbortController();
    const call = client.call('double', { n: 1 }, abort.signal);
    abort.abort();
    await assert.rejects(call, { name: 'AbortError' });
    await client.call('double', { n: 2 });
    assert.equal(client.isWaiting, false);
  });

  it('settles everything when closed', async () => {
    const call = client.call('hang', null);
    client.close(new KokoroError('engine-crashed', 'gone'));
    await assert.rejects(call, { code: 'engine-crashed' });
    await assert.rejects(client.call('double', { n: 1 }), { code: 'engine-crashed' });
  });
});
