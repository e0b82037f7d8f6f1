import assert from 'node:assert/strict';
import { silentLogger } from '../../../src/common/log';
import { PlayerChannel } from '../../../src/webview/host/playerChannel';
import type { ToPlayer } from '../../../src/webview/protocol';
import { settled } from './fakeOutput';

const settings: ToPlayer = { type: 'settings', voice: 'af_heart', speed: 1, voices: [] };
const start: ToPlayer = { type: 'start', session: 1, title: '' };
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
    channel.post(settings);
    channel.post(end);
    assert.deepEqual(delivered, []);
    channel.receive({ type: 'ready' });
    assert.deepEqual(delivered, [settings, start, end]);
  });

  it('drops what is meant for a page that does not exist, except what lasts', () => {
    channel.post(settings);
    channel.post(end);
    channel.open(deliver);
    channel.post(start);
    channel.close();
    channel.open(deliver);
    channel.receive({ type: 'ready' });
    assert.deepEqual(delivered, [settings]);
  });

  it('tells of a page that was made anew, and not of the first', () => {
    let reloads = 0;
    channel.onReload(() => reloads++);
    channel.open(deliver);
    channel.post(settings);
    channel.receive({ type: 'ready' });
    assert.equal(reloads, 0);
    channel.receive({ type: 'ready' });
    assert.equal(reloads, 1);
    assert.deepEqual(delivered, [settings, settings]);
  });

  it('passes messages on, and only well-formed ones', () => {
    const received: unknown[] = [];
    channel.onMessage((message) => received.push(message));
    channel.receive({ type: 'speed', speed: 1.5 });
    channel.receive({ type: 'speed', speed: 'fast' });
    assert.deepEqual(received, [{ type: 'speed', speed: 1.5 }]);
    assert.deepEqual(warnings, ['The player sent a malformed message: {"type":"speed","speed":"fast"}']);
  });

  it('logs problems of the page and messages that cannot be sent', async () => {
    channel.open(() => Promise.reject(new Error('disposed')));
    channel.receive({ type: 'ready' });
    channel.receive({ type: 'problem', message: 'no device' });
    channel.post(end);
    await settled();
    assert.deepEqual(warnings, ['Player: no device', 'The player did not get "end": disposed']);
  });
});
