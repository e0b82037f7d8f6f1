import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
// @ts-expect-error: a script of the linter without types
import { slownessOf as untyped } from '../../../scripts/lint/linearExpressions.mjs';

const slownessOf = untyped as (source: string, flags: string) => string;
const root = fileURLToPath(new URL('../../../', import.meta.url));
/** The first analysis takes half a minute of CPU time; later answers come from its cache. */
const HANG_MS = 900_000;

/** Builds hundreds from a table, which see eight characters each: analyzing them would take a minute. */
const BOUNDED = 'src/language/japanese/g2p/readings.ts';

interface Built {
  /** File and line in `src/` that builds it. */
  site: string;
  source: string;
  flags: string;
}

// The linter checks literals (kokoro/linear-expression); this checks the expressions that are put together at run time.
describe('regular expressions that the text front ends build', function () {
  this.timeout(HANG_MS);
  let sites: string[] = [];
  let built: Built[] = [];
  before(() => {
    sites = ['document', 'language'].flatMap((part) => {
      const folder = join(root, 'src', part);
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
      return files.flatMap((name) => {
        const code = readFileSync(join(folder, name), 'utf8').split('\n');
        const lines = [...code.keys()].filter((i) => /\bRegExp\(/.test(code[i] ?? ''));
        return lines.map((i) => `src/${part}/${name.replaceAll('\\', '/')}:${i + 1}`);
      });
    });
    const script = join(root, 'test', 'support', 'collectExpressions.mts');
    const output = execFileSync(process.execPath, ['--import', 'tsx', script], { cwd: root, maxBuffer: 2 ** 26 });
    // tsx turns some literals into calls of RegExp as well; those are the linter's.
    built = (JSON.parse(output.toString()) as Built[]).filter(({ site }) => sites.includes(site));
  });

  it('are all collected: every place that builds one was seen building one', () => {
    const seen = new Set(built.map(({ site }) => site));
    assert.ok(sites.length > 5);
    assert.deepEqual(
      sites.filter((site) => !seen.has(site)),
      [],
    );
    assert.ok(built.length > 100, `${built.length} expressions`);
  });

  it('take linear time on every input', () => {
    const unbounded = built.filter(({ site }) => !site.startsWith(BOUNDED));
    const slow = unbounded.map(({ site, source, flags }) => ({ site, source, problem: slownessOf(source, flags) }));
    assert.deepEqual(
      slow.filter(({ problem }) => problem !== ''),
      [],
    );
  });

  it('would be reported, like one that once hung the engine', () => {
    assert.match(slownessOf('^(?:[^aeiou]{0,2}[aeiou]{1,2}[^aeiou]{1,2}){2,}[aeiou]?$', ''), /exponential/);
    assert.match(slownessOf(String.raw`\s+$`, ''), /polynomial/);
    assert.equal(slownessOf(String.raw`^\s+`, ''), '');
  });
});
