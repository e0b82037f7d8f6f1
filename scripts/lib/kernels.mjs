// Compiles the generator's kernels (src/generator/native) with zig's clang, which any machine has from PyPI and which
// compiles for all platforms: dist/kernels/PLATFORM.node.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'; // prettier-ignore
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonTool } from './pythonTool.mjs';
import { run, say } from './run.mjs';

const ZIG = '0.15.2';
/** Of its wheels for Linux (x64, arm64), Windows and macOS (arm64, x64 each). */
const WHEELS = [
  '806316453d1ede7174ed3fefb8e5348154629089c3bb5fe812dfd0e172fac130',
  'edc0aa60ec964a4cf462d40f68d7de242ddf37fd9a80f2afaee6397059463230',
  'a81ebfc61e1b7aa43a33add23f93b98954d757434f894eb21bd40b176b6688aa',
  'ca80dc9c70dbdfdd9ee51d000de3501a95d33d9782ab9ab9b56f700484ebcd83',
  'acae2a9ce67ed249ad68d42c21bc73b5f9d51a33ba5ea42f609f78683e8d9bb7',
  '47af4f85e3e59bd672126cc026d3a01b516cad24b9a9ea075abfe8532f4c6bc1',
];

/** zig's names for the platforms with kernels. glibc 2.28 is the oldest that VS Code and onnxruntime-node run on. */
const ZIG_TARGETS = {
  'linux-x64': 'x86_64-linux-gnu.2.28',
  'linux-arm64': 'aarch64-linux-gnu.2.28',
  'win32-x64': 'x86_64-windows-gnu',
  'win32-arm64': 'aarch64-windows-gnu',
  'darwin-arm64': 'aarch64-macos',
};
const X64 = ['-mfma', '-mf16c'];
/** The instruction sets that kernels.c is compiled for, by processor. The addon chooses one when it is loaded. */
const INSTRUCTION_SETS = {
  x64: {
    avx2: [...X64, '-mavx2'],
    avxvnni: [...X64, '-mavx2', '-mavxvnni'],
    // zig's compiler does not use registers of 512 bits unless evex512 is asked for as well.
    avx512vnni: [...X64, ...['f', 'bw', 'vl', 'dq', 'vnni'].map((name) => `-mavx512${name}`), '-mevex512'],
  },
  arm64: { dotprod: ['-mcpu=generic+v8_2a+dotprod+fullfp16'] },
};
/** Every Mac's processor has them, and more that clang's headers want on macOS. */
const APPLE_SETS = { dotprod: ['-mcpu=apple_m1'] };
const FLAGS = [
  '-std=c11',
  '-O3',
  '-fno-math-errno',
  '-fno-trapping-math',
  '-fno-honor-nans',
  '-fvisibility=hidden',
  '-fPIC',
];
const WARNINGS = ['-Wall', '-Wextra', '-Werror'];
/** The sources that are compiled once. */
const COMMON = ['addon', 'jobs', 'layers', 'memory', 'nodeApi', 'processor', 'threads'];
/** How an addon is linked. Node's functions are in the program that loads it; nodeApi.c finds them on Windows. */
const LINK_FLAGS = {
  linux: [],
  darwin: ['-Wl,-undefined,dynamic_lookup', '-Wl,-install_name,kernels.node'],
  // Without mingw-w64's C run-time library, which takes a minute to compile.
  win32: ['-nostdlib', '-lkernel32', '-lapi-ms-win-crt-heap-l1-1-0'],
};

/** The platforms that there are kernels for, by Node's names. */
export const KERNEL_PLATFORMS = Object.keys(ZIG_TARGETS);
/** This machine's. */
export const OWN_PLATFORM = `${process.platform}-${process.arch}`;

/** The licences of what zig links into an addon, for THIRD-PARTY.txt. There once one has been built. */
export const KERNEL_NOTICE = join('dist', 'kernels', 'NOTICE.txt');

/** A platform's addon, relative to the checkout and to a package. */
export function kernelsOf(platform) {
  return join('dist', 'kernels', `${platform}.node`);
}

/**
 * Builds a platform's kernels if a source is newer, and nothing if there are none for it.
 * @param root the checkout
 * @throws Error if there is no compiler and none can be fetched, or if a source has an error
 */
export function ensureKernels(root, platform) {
  if (!isCurrent(root, platform)) compile(root, platform, fetchZig());
}

/** As above, for this machine, but goes on without kernels if no compiler can be had, except in CI. */
export function ensureOwnKernels(root) {
  if (isCurrent(root, OWN_PLATFORM)) return;
  let zig;
  try {
    zig = fetchZig();
  } catch (error) {
    if (process.env.CI) throw error;
    say(`The generator's kernels were not built, so speech takes more CPU time: ${error.message.split('\n')[0]}`);
    return;
  }
  compile(root, OWN_PLATFORM, zig);
}

const sourcesOf = (root) => join(root, 'src', 'generator', 'native');

function isCurrent(root, platform) {
  if (!KERNEL_PLATFORMS.includes(platform)) return true;
  const built = statSync(join(root, kernelsOf(platform)), { throwIfNoEntry: false });
  if (!built || !existsSync(join(root, KERNEL_NOTICE))) return false;
  const sources = readdirSync(sourcesOf(root)).map((name) => join(sourcesOf(root), name));
  return [...sources, fileURLToPath(import.meta.url)].every((path) => statSync(path).mtimeMs < built.mtimeMs);
}

/** zig's folder, which holds the compiler. */
function fetchZig() {
  const hashes = WHEELS.map((hash) => ` --hash=sha256:${hash}`).join('');
  const { folder } = pythonTool(`ziglang==${ZIG}${hashes}`, join('ziglang', 'LICENSE'));
  return join(folder, 'ziglang');
}

function compile(root, platform, zig) {
  say(`Compiling the kernels for ${platform}…`);
  const folder = join(root, 'dist', 'kernels');
  mkdirSync(folder, { recursive: true });
  const own = mkdtempSync(join(folder, 'new-'));
  // zig keeps what it has compiled, such as the system's libraries.
  const env = { ...process.env, ZIG_GLOBAL_CACHE_DIR: join(zig, 'cache'), ZIG_LOCAL_CACHE_DIR: join(zig, 'cache') };
  const cc = (...args) => run(join(zig, 'zig'), ['cc', '-target', ZIG_TARGETS[platform], ...args], { env });
  try {
    const objects = [];
    const object = (source, name, flags) => {
      objects.push(join(own, `${name}.o`));
      cc(...FLAGS, ...WARNINGS, ...flags, '-c', join(sourcesOf(root), source), '-o', objects.at(-1));
    };
    const [system, processor] = platform.split('-');
    const sets = system === 'darwin' ? APPLE_SETS : INSTRUCTION_SETS[processor];
    for (const [name, flags] of Object.entries(sets)) object('kernels.c', name, [`-DKERNELS=${name}`, ...flags]);
    for (const name of COMMON) object(`${name}.c`, name, []);
    const addon = join(own, 'kernels.node');
    cc('-shared', '-s', ...objects, ...LINK_FLAGS[system], '-o', addon);
    writeFileSync(join(root, KERNEL_NOTICE), noticeOf(zig));
    renameSync(addon, join(root, kernelsOf(platform))); // at once: another process may have loaded the old one
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/** Parts of zig's run-time library are in every addon. On Windows they include functions that were ported from musl. */
function noticeOf(zig) {
  const text = (...path) => readFileSync(join(zig, ...path), 'utf8').trim();
  const musl = text('lib', 'libc', 'musl', 'COPYRIGHT');
  return `zig ${ZIG}, MIT\n\n${text('LICENSE')}\n\nParts were ported from musl, whose licence follows.\n\n${musl}\n`;
}
