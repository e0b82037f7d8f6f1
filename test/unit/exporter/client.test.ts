import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Logger, silentLogger } from '../../../src/common/log';
import { ExporterClient } from '../../../src/exporter/client';
import { bundlePrograms } from '../../support/fakePrograms';

// The process is real; only what it does is not: see fakeExporter.ts.
describe('a rebuild with our own kernels', () => {
  let programs: string;
  let folder: string;
  let logged: string[];
  const logger: Logger = { ...silentLogger, warn: (text) => logged.push(text) };

  before(async () => {
    programs = mkdtempSync(join(tmpdir(), 'kokoro-fake-exporter-'));
    await bundlePrograms(programs, { exporter: join(__dirname, 'fakeExporter.ts') });
    folder = join(programs, 'model');
  });
  beforeEach(() => (logged = []));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  after(() => rmSync(programs, { recursive: true }));

  const rebuild = async (input: string, generator: 'kernels' | 'graph' = 'kernels'): Promise<string> => {
    const client = new ExporterClient(join(programs, 'exporter.js'), logger);
    const options = { input, gain: 1, folder, generator, urgent: true };
    const { path } = await client.rebuild(options, {
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    return readFileSync(path, 'utf8');
  };

  it('keeps them if they work', async () => {
    assert.equal(await rebuild('fine'), 'kernels');
    assert.deepEqual(logged, []);
  });

  for (const [input, why] of [
    ['objection', /without our own kernels: its sound is 9.0 dB away/],
    ['SIGSEGV', /without our own kernels: .*SIGSEGV/],
    ['SIGILL', /without our own kernels: .*SIGILL/],
  ] as const)
    it(`builds a graph instead after ${input}`, async () => {
      assert.equal(await rebuild(input), 'graph');
      assert.match(logged.join('\n'), why);
    });

  for (const [input, why] of [
    ['SIGKILL', /SIGKILL/],
    ['error', /the model is damaged/],
  ] as const)
    it(`fails, and leaves nothing, after ${input}, which says nothing about the kernels`, async () => {
      await assert.rejects(rebuild(input), why);
      assert.deepEqual(logged, []);
      assert.ok(!existsSync(folder));
    });
});
