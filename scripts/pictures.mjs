// `npm run pictures`: makes the README's animation again. Needs what the end-to-end tests need, and Python. The pictures of
// the player are made by test/integration/playerLooks.test.ts with UPDATE_PICTURES=1.
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
  const animation = join('media', 'reading.gif');
  run(python, ['scripts/pictures/animate.py', frames, animation]);
  return animation;
});
