import assert from 'node:assert/strict';
import { SpeakProgress } from '../../../src/cli/speakProgress';
import { FakeStream } from './fakeStream';

describe('SpeakProgress', () => {
  it('names the model in full on 80 columns, once each time it changes', () => {
    const terminal = new FakeStream(80);
    const progress = new SpeakProgress(10_000, undefined, terminal);
    progress.rebuild({ kind: 'building', share: 0 });
    progress.ready({ preoptimized: false });
    progress.spoken(1000, 3599);
    progress.spoken(2000, 3700);
    progress.ready({ preoptimized: true });
    progress.spoken(9000, 35_999);
    const lines = terminal.text.split('\n').map((line) => line.split('\r\x1b[K').at(-1));
    assert.deepEqual(lines.slice(0, 2), [
      'Reading aloud with the published model while it is being optimized',
      'Reading aloud with the optimized model',
    ]);
    assert.match(terminal.line, /^█+░*  90 %  599 min 59 s of audio, \d+ s left$/);
    assert.ok(terminal.line.length < 80);
  });
});
