import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { peakBytes } from '../../../src/common/memory';

const root = join(__dirname, '..', '..', '..');

describe('peakBytes', () => {
  it('counts freed memory of this process, but not that of its parent', () => {
    const size = 200 << 20;
    const before = peakBytes();
    assert.ok(before >= process.memoryUsage.rss() * 0.9);
    Buffer.alloc(size, 1);
    assert.ok(peakBytes() >= Math.max(before, size));
    const script = "process.stdout.write(String(require('./src/common/memory').peakBytes()))";
    const child = execFileSync(process.execPath, ['--import', 'tsx', '-e', script], { cwd: root, encoding: 'utf8' });
    assert.ok(Number(child) > 20e6);
    if (process.platform === 'linux') assert.ok(Number(child) < size, child);
  });
});
