import assert from 'node:assert/strict';
import { silentLogger } from '../../../src/common/log';
import { PlayerChannel } from '../../../src/webview/host/playerChannel';
import type { ToPlayer } from '../../../src/webview/protocol';
import { settled, startOf } from './fakeOutput';

const status: ToPlayer = { type: 'status', text: 'Downloading', progress: 0.5 };
const start = startOf(1);
const end: ToPlayer = { type: 'end', session: 1 };

describe('PlayerChannel', () => {
  let delivered: ToPlayer[];
  let warnings: string[];
  let channel: PlayerChannel;
  const deliver = (message: ToPlayer): Promise<boolean> => {
    delivered.push(message);
    return Promise.resolve(true);
  };
  beforeEach(() => {
    delivered = [];
    warnings = [];
    channel = new PlayerChannel({ ...silentLogger, warn: (message) => warnings.push(message) });
  });

  it('keeps messages in order until the page is ready', () => {
    channel.open(deliver);
    channel.post(start);
    channel.post(status);
    channel.post(end);
    assert.deepEqual(delivered, []);
    channel.receive({ type: 'ready' });
    assert.deepEqual(delivered, [status, start, end]);
  });

  it('drops messages for a page that does not exist, except the last status', () => {
    channel.post(status);
    channel.post(end);
    channel.open(deliver);
    channel.post(start);
    channel.close();
    channel.open(deliver);
    channel.receive({ type: 'ready' });
    assert.deepEqual(delivered, [status]);
  });

  it('keeps messages for a page that is expected', () => {
    channel.expectPage();
    channel.post(start);
    channel.open(deliver);
    channel.receive({ type: 'ready' });
    assert.deepEqual(delivered, [start]);
  });

  it('reports that the page was reloaded when another one takes its place', () => {
    let reloads = 0;
    channel.onReload(() => reloads++);
    channel.open(() => Promise.reject(new Error('left')));
    channel.receive({ type: 'ready' });
    channel.open(deliver);
    channel.post(start);
    assert.equal(reloads, 0);
    channel.receive({ type: 'ready' });
    assert.equal(reloads, 1);
    assert.deepEqual(delivered, [start]);
  });

  it('reports that the page was reloaded, but not that it was first loaded', () => {
    let reloads = 0;
    channel.onReload(() => reloads++);
    channel.open(deliver);
    channel.post(status);
    channel.receive({ type: 'ready' });
    assert.equal(reloads, 0);
    channel.receive({ type: 'ready' });
    assert.equal(reloads, 1);
    assert.deepEqual(delivered, [status, status]);
  });

  it('forwards only well-formed messages', () => {
    const received: unknown[] = [];
    channel.onMessage((message) => received.push(message));
    channel.receive({ type: 'speed', speed: 1.5 });
    channel.receive({ type: 'speed', speed: 'fast' });
    assert.deepEqual(received, [{ type: 'speed', speed: 1.5 }]);
    assert.deepEqual(warnings, ['The player sent a malformed message: {"type":"speed","speed":"fast"}']);
  });

  it('logs problems in the page and messages that cannot be sent', async () => {
    channel.open(() => Promise.reject(new Error('disposed')));
    channel.receive({ type: 'ready' });
    channel.receive({ type: 'problem', message: 'no device' });
    channel.post(end);
    await settled();
    assert.deepEqual(warnings, ['Player: no device', 'The player did not receive "end": disposed']);
  });
});
