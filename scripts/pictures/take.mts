// Takes pictures of a reading and its highlight in a real VS Code, as frames in the folder given as the first argument.
// Run it through `npm run pictures`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cachedAssets, packagedExtension } from '../../test/e2e/support/kokoro';
import { VsCode } from '../../test/e2e/support/vscode';

/** Frames of the animation, four a second, and the pause that keeps them apart while pictures are taken, ms. */
const FRAMES = 28;
const FRAME_MS = 250;
const GUIDE = `# Ferrite

Ferrite keeps small records on disk, and finds them again within a millisecond.

## Installation

It needs Node 20 or newer. It keeps every change in a write-ahead log and survives a power cut.

\`\`\`sh
npm install ferrite
\`\`\`

## Configuration

The file is read once, at the start. On Linux it lies in \`/etc/ferrite\`, on a Mac in the user's own library folder.

- Never put secrets there; use \`FERRITE_TOKEN\` instead.
- A change takes effect after 40–60 ms.

## Backups

Copy the log while the daemon runs: it is append-only, so that a copy is never torn.
`;

const [folder = '.'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const vscode = await VsCode.start({
  name: 'pictures',
  extensions: [packagedExtension()],
  files: { 'GUIDE.md': GUIDE },
  settings: { 'workbench.colorTheme': 'Dark Modern', 'editor.minimap.enabled': false },
  env: { KOKORO_CACHE: await cachedAssets() },
});
try {
  const { workbench, sound } = vscode;
  const { page } = workbench;
  await workbench.waitForStatusBar(/^Kokoro$/);
  await workbench.placeCursor(15);
  await workbench.runCommand('Kokoro: Read From Here');
  await sound.waitForSound(1.5);
  for (let i = 0; i < FRAMES; i++) {
    const next = Date.now() + FRAME_MS;
    await page.screenshot({ path: join(folder, `${String(i).padStart(2, '0')}.png`) });
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - Date.now())));
  }
} finally {
  await vscode.dispose();
}
