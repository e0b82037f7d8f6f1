import assert from 'node:assert/strict';
import { isFromPlayer, isToPlayer } from '../../../src/webview/protocol';
import { makeChunk } from './fakeOutput';

describe('isToPlayer', () => {
  const chunk = makeChunk(0, 10);
  const settings = { type: 'settings', voice: 'af_heart', speed: 1, voices: [], volume: 1, pauseAfter: 'never' };
  const block = {
    kind: 'heading',
    level: 1,
    runs: [{ text: 'Title', source: { start: 2, end: 7 } }],
    sentences: [{ start: 2, end: 7 }],
  };

  it('accepts every message to the player', () => {
    for (const message of [
      settings,
      { ...settings, voices: [{ name: 'af_heart', label: 'Heart' }], pauseAfter: 'sentence', sleepMinutes: 15 },
      { type: 'document', title: 'README.md', length: 7, blocks: [block, { kind: 'code', runs: [], sentences: [] }] },
      { type: 'start', session: 1, title: 'README.md', from: 0, elapsed: 0 },
      { type: 'start', session: 1, title: 'Sample', from: 0, elapsed: 0, sample: 'af_heart' },
      { type: 'start', session: 1, title: 'README.md', from: 0, elapsed: 0, resumed: true },
      { type: 'gallery' },
      {
        ...settings,
        voices: [{ name: 'mine', label: 'mine', group: 'Blends', favourite: true, blend: 'a*0.5+b*0.5' }],
      },
      { type: 'chunk', session: 1, chunk },
      { type: 'chunk', session: 1, chunk: { ...chunk, words: [], ends: undefined } },
      { type: 'cut', session: 1, after: -1 },
      { type: 'move', session: 1, chunks: [{ ...chunk, pcm: undefined }] },
      { type: 'end', session: 1 },
      { type: 'status', text: 'Downloading', progress: 0.42 },
      { type: 'status', text: undefined },
      { type: 'status' },
      { type: 'failed', message: 'No network.', canRetry: true },
      { type: 'offer', offer: { unfinished: [] } },
      {
        type: 'offer',
        offer: {
          active: { title: 'a.md', minutesLeft: 3 },
          unfinished: [{ id: 'b', title: 'b.md', minutesLeft: 2.5 }],
        },
      },
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
      { ...settings, speed: Number.NaN },
      { ...settings, voices: ['af_heart'] },
      { ...settings, voices: [{ name: 'a', label: 'a', favourite: 'yes' }] },
      { ...settings, volume: 1.5 },
      { ...settings, pauseAfter: 'word' },
      { type: 'document', title: '', length: 7, blocks: [{ ...block, kind: 'image' }] },
      { type: 'document', title: '', length: 7, blocks: [{ ...block, runs: [{ text: 'Title' }] }] },
      { type: 'start', session: -1, title: '', from: 0, elapsed: 0 },
      { type: 'start', session: 1, title: '', elapsed: 0 },
      { type: 'chunk', session: 1 },
      { type: 'chunk', session: 1, chunk: { ...chunk, pcm: [0, 1] } },
      { type: 'chunk', session: 1, chunk: { ...chunk, pcm: new ArrayBuffer(3) } },
      { type: 'chunk', session: 1, chunk: { ...chunk, source: { start: 0.5, end: 3 } } },
      { type: 'chunk', session: 1, chunk: { ...chunk, words: [{ source: chunk.source, start: '0', end: 1 }] } },
      { type: 'chunk', session: 1, chunk: { ...chunk, ends: 'word' } },
      { type: 'cut', session: 1 },
      { type: 'move', session: 1, chunks: [{ index: 0 }] },
      { type: 'status', text: 3 },
      { type: 'failed', message: 'No network.' },
      { type: 'offer', offer: { unfinished: [{ id: 'b', title: 'b.md' }] } },
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
      { type: 'position', session: 1, index: 0, heard: 0.5, ahead: 3 },
      { type: 'word', session: 1, index: 0, word: 2 },
      { type: 'finished', session: 1 },
      { type: 'command', command: 'stop' },
      { type: 'skip', skip: 'nextHeading' },
      { type: 'seek', offset: 42 },
      { type: 'readCode', offset: 42 },
      { type: 'continue', id: 'b' },
      { type: 'request', request: 'moveToEditor' },
      { type: 'speed', speed: 1.25 },
      { type: 'voice', voice: 'af_heart' },
      { type: 'volume', volume: 0.5 },
      { type: 'sleep', minutes: 15 },
      { type: 'sleep', minutes: undefined },
      { type: 'pauseAfter', point: 'paragraph' },
      { type: 'problem', message: 'no device' },
    ])
      assert.ok(isFromPlayer(message), JSON.stringify(message));
  });

  it('rejects everything else', () => {
    for (const message of [
      null,
      { type: 'start', session: 1, title: '' },
      { type: 'state', session: 1, state: 'asleep' },
      { type: 'position', session: 1, index: 0, heard: '1', ahead: 3 },
      { type: 'word', session: 1, index: 0, word: -1 },
      { type: 'finished' },
      { type: 'skip', skip: 'nextWord' },
      { type: 'seek', offset: 0.5 },
      { type: 'request', request: 'quit' },
      { type: 'speed', speed: Infinity },
      { type: 'volume', volume: -1 },
      { type: 'pauseAfter', point: 'word' },
    ])
      assert.ok(!isFromPlayer(message), JSON.stringify(message));
  });
});
