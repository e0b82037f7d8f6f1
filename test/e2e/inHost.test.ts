import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import { root } from './support/installation';
import { cachedAssets, packagedExtension } from './support/kokoro';
import { measure } from './support/sound';
import { VsCode } from './support/vscode';
import { until } from './support/wait';

describe('Kokoro in the extension host', () => {
  let vscode: VsCode | undefined;
  afterEach(async function () {
    await vscode?.afterTest(this.currentTest);
    await vscode?.dispose();
  });

  it('passes the tests of test/inhost', async () => {
    vscode = await VsCode.start({
      name: 'in-host',
      extensions: [packagedExtension()],
      env: { KOKORO_CACHE: await cachedAssets() },
      files: {
        'notes.md': '# Notes\n',
        // Two settings that a workspace must not choose, and one that it may.
        '.vscode/settings.json': JSON.stringify({
          'kokoro.model': '/model.onnx',
          'kokoro.optimizedModel': false,
          'kokoro.speed': 1,
        }),
      },
    });
    const { page } = vscode.workbench;
    const log: string[] = [];
    let exitCode: number | undefined;
    await page.exposeFunction('codeAutomationLog', (_: string, args: unknown[]) => log.push(format(...args)));
    await page.exposeFunction('codeAutomationExit', (code: number) => (exitCode = code));
    const authority = new URL(page.url()).host;
    const uri = (path: string): object => ({ scheme: 'vscode-remote', authority, path });
    const inhost = join(root, 'test', 'inhost');
    const options = {
      extensions: [uri(join(inhost, 'empty-extension'))],
      extensionTestsPath: uri(join(inhost, 'index.cjs')),
    };
    const script = readFileSync(join(root, 'test', 'e2e', 'support', 'page', 'developmentOptions.js'), 'utf8');
    await page.addInitScript({ content: `const DEVELOPMENT_OPTIONS = ${JSON.stringify(options)};\n${script}` });
    await vscode.load();
    await until('the tests to end', () => exitCode !== undefined, { timeout: 120_000 });
    console.log(log.join('\n').replace(/^/gm, '      '));
    assert.equal(exitCode, 0);
    assert.match(log.join('\n'), /7 passing/);
    assert.ok(measure(vscode.sound.heard()).sounding > 1, 'the tool was heard');
  });
});
