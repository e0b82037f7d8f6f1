// `npm run pictures`: takes the README's pictures again. Needs what the end-to-end tests need, and Python.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, madeOnce } from './lib/cache.mjs';
import { newEnvironment } from './lib/python.mjs';
import { main, run } from './lib/run.mjs';
import { ensureBuilt, ensureInstalled, root } from './prepare.mjs';

const PILLOW = 'pillow==11.3.0';

main(() => {
  ensureInstalled();
  ensureBuilt();
  process.chdir(root);
  run(process.execPath, ['scripts/package.mjs']);
  const frames = join('out', 'pictures');
  rmSync(frames, { recursive: true, force: true });
  run(process.execPath, ['--import', 'tsx', 'scripts/pictures/take.mts', frames]);
  const { python } = madeOnce(join(cacheFolder('pictures', 'KOKORO_PICTURES_CACHE'), PILLOW), (target) => {
    const environment = newEnvironment(target, 'The pictures');
    environment.install(PILLOW);
    return { python: environment.python, needs: [environment.python] };
  });
  const pictures = ['dark', 'light', 'high-contrast'].map((name) => join('media', `reading-${name}.png`));
  const animation = join('media', 'reading.gif');
  run(python, ['scripts/pictures/animate.py', frames, animation, ...pictures]);
  return [animation, ...pictures];
});
