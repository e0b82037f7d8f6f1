import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedAssets, packagedExtension } from './kokoro';
import { VsCode } from './vscode';

let started: Promise<VsCode> | undefined;

/**
 * The VS Code of the test files that need no environment of their own, because each start takes a quarter of a minute.
 * Adds these files to its workspace and shows the first one alone, with these settings.
 */
export async function sharedVsCode(
  files: Record<string, string>,
  settings: Record<string, unknown> = {},
): Promise<VsCode> {
  started ??= cachedAssets().then((cache) =>
    VsCode.start({
      name: 'shared',
      extensions: [packagedExtension()],
      files: { 'start.txt': 'Nothing to see here.\n' },
      env: { KOKORO_CACHE: cache },
    }),
  );
  const vscode = await started;
  const { workbench } = vscode;
  await workbench.waitForStatusBar(/^Kokoro$/, 60_000);
  await workbench.reset();
  vscode.setSettings(settings);
  for (const [path, text] of Object.entries(files)) writeFileSync(join(vscode.workspace, path), text);
  const [first = ''] = Object.keys(files);
  await workbench.openFile(join(vscode.workspace, first));
  vscode.sound.reset();
  return vscode;
}

after(async () => {
  await (await started)?.dispose();
});
