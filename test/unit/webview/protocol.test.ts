import assert from 'node:assert/strict';
import { isFromPlayer, isToPlayer } from '../../../src/webview/protocol';
import { makeChunk } from './fakeOutput';

describe('isToPlayer', () => {
  const chunk = makeChunk(0, 10, 0.5);

  it('accepts every message to the player', () => {
    for (const message of [
      { type: 'settings', voice: 'af_heart', speed: 1, voices: [{ name: 'af_heart', label: 'Heart' }] },
      { type: 'start', session: 1, title: 'README.md' },
      { type: 'start', session: 1, title: 'README.md', offset: { progress: 0.5, seconds: 3 } },
      { type: 'chunk', session: 1, chunk },
      { type: 'end', session: 1 },
      { type: 'status', text: 'Downloading', progress: 0.42 },
      { type: 'status', text: undefined },
      { type: 'status' },
      { type: 'control', action: 'pause' },
    ])
      assert.ok(isToPlayer(message), JSON.stringify(message));
  });

  it('rejects everything else', () => {
    for (const message of [
      undefined,
      null,
      'start',
      [],
      {},
      { type: 'toString' },
      { type: '__proto__' },
      { type: 'ready' },
      { type: 'settings', voice: 'af_heart', speed: Number.NaN, voices: [] },
      { type: 'settings', voice: 'af_heart', speed: 1, voices: ['af_heart'] },
      { type: 'start', session: -1, title: '' },
      { type: 'start', session: 1, title: '', offset: 3 },
      { type: 'chunk', session: 1 },
      { type: 'chunk', session: 1, chunk: { ...chunk, pcm: [0, 1] } },
      { type: 'chunk', session: 1, chunk: { ...chunk, pcm: new ArrayBuffer(3) } },
      { type: 'chunk', session: 1, chunk: { ...chunk, progress: 2 } },
      { type: 'chunk', session: 1, chunk: { ...chunk, spokenStart: 0.5 } },
      { type: 'status', text: 3 },
      { type: 'control', action: 'constructor' },
    ])
      assert.ok(!isToPlayer(message), JSON.stringify(message));
  });
});

describe('isFromPlayer', () => {
  it('accepts every message from the player', () => {
    for (const message of [
      { type: 'ready' },
      { type: 'state', session: 1, state: 'blocked' },
      { type: 'position', session: 1, index: 0, played: 0.5 },
      { type: 'finished', session: 1 },
      { type: 'command', command: 'stop' },
      { type: 'speed', speed: 1.25 },
      { type: 'voice', voice: 'af_heart' },
      { type: 'problem', message: 'no device' },
    ])
      assert.ok(isFromPlayer(message), JSON.stringify(message));
  });

  it('rejects everything else', () => {
    for (const message of [
      null,
      { type: 'start', session: 1, title: '' },
      { type: 'state', session: 1, state: 'asleep' },
      { type: 'position', session: 1, index: 0, played: '1' },
      { type: 'finished' },
      { type: 'speed', speed: Infinity },
    ])
      assert.ok(!isFromPlayer(message), JSON.stringify(message));
  });
});
