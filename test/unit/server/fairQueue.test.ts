import assert from 'node:assert/strict';
import { FairQueue } from '../../../src/server/fairQueue';

describe('the queue of the server', () => {
  const never = new AbortController().signal;

  it('runs as many jobs as there are slots, and the others later', async () => {
    const queue = new FairQueue(2, 5);
    const [leave] = [await queue.enter('a', never), await queue.enter('a', never)];
    let entered = false;
    const third = queue.enter('a', never).then((done) => ((entered = true), done));
    await Promise.resolve();
    assert.deepEqual([queue.running, queue.waiting, entered], [2, 1, false]);
    leave();
    leave(); // has no effect
    await third;
    assert.deepEqual([queue.running, queue.waiting], [2, 0]);
    (await third)();
    assert.equal(queue.running, 1);
  });

  it('lets clients take turns', async () => {
    const queue = new FairQueue(1, 10);
    const order: string[] = [];
    const run = async (client: string, job: string): Promise<void> => {
      const leave = await queue.enter(client, never);
      order.push(job);
      await new Promise(setImmediate);
      leave();
    };
    await Promise.all([
      ...['a1', 'a2', 'a3', 'a4'].map((job) => run('a', job)),
      ...['b1', 'b2'].map((job) => run('b', job)),
      run('c', 'c1'),
    ]);
    assert.deepEqual(order, ['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
    assert.deepEqual([queue.running, queue.waiting], [0, 0]);
  });

  it('turns jobs away when too many wait, and says when to try again', async () => {
    const queue = new FairQueue(1, 1);
    await queue.enter('a', never);
    void queue.enter('a', never);
    await assert.rejects(queue.enter('b', never), { code: 'server-busy' });
    assert.ok(queue.retryAfter >= 1 && Number.isInteger(queue.retryAfter));
  });

  it('forgets a job that is cancelled while it waits', async () => {
    const queue = new FairQueue(1, 5);
    const leave = await queue.enter('a', never);
    const abort = new AbortController();
    const waiting = queue.enter('b', abort.signal);
    const other = queue.enter('c', never);
    abort.abort();
    await assert.rejects(waiting, { name: 'AbortError' });
    assert.equal(queue.waiting, 1);
    leave();
    (await other)();
    assert.deepEqual([queue.running, queue.waiting], [0, 0]);
    await assert.rejects(queue.enter('b', abort.signal), { name: 'AbortError' });
  });
});
