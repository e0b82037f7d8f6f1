import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { platformOf } from '../../../scripts/lib/binaries.mjs';
import { contentsOf, TARGETS } from '../../../scripts/lib/targets.mjs';

const ROOT = join(__dirname, '..', '..', '..');

describe('the packages', () => {
  it('hold binaries of their own platform only, as told from the bytes', () => {
    const bin = join(ROOT, 'node_modules', 'onnxruntime-node', 'bin', 'napi-v6');
    const found = readdirSync(bin, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.node'));
    assert.ok(found.length >= 5);
    for (const name of found)
      assert.equal(platformOf(readFileSync(join(bin, name))), name.split(/[\\/]/).slice(0, 2).join('-'));
    const wasm = join(ROOT, 'node_modules', 'onnxruntime-web', 'dist', 'ort-wasm-simd-threaded.wasm');
    assert.equal(platformOf(readFileSync(wasm)), 'wasm');
    assert.equal(platformOf(readFileSync(join(ROOT, 'package.json'))), undefined);
    assert.equal(platformOf(Buffer.from('MZ')), undefined);
  });

  it('are made of files that exist, and leave development out', () => {
    for (const target of TARGETS) {
      const { files } = contentsOf(target);
      for (const [from] of files)
        if (from.startsWith('node_modules')) assert.ok(existsSync(join(ROOT, from)), `${target}: ${from}`);
      assert.ok(!files.some(([, to]) => /cli\.js|\.map$/.test(to)), target);
      assert.equal(
        files.some(([, to]) => to.includes('onnxruntime-node')),
        !/darwin-x64|alpine|web/.test(target),
      );
      assert.deepEqual(
        files.map(([, to]) => to).filter((to) => to.includes('kernels')),
        /darwin-x64|alpine|web/.test(target) ? [] : [join('dist', 'kernels', `${target}.node`)],
        target,
      );
    }
    assert.throws(() => contentsOf('plan9-x64'), /linux-x64/);
  });
});
