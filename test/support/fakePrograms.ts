import { join } from 'node:path';
import { build } from 'esbuild';

/** Bundles programs that stand in for those of the build, by name, and the watchdog that they start. */
export async function bundlePrograms(folder: string, programs: Readonly<Record<string, string>>): Promise<void> {
  const watchdog = join(__dirname, '..', '..', 'src', 'common', 'process', 'watchdog.ts');
  await build({
    entryPoints: { ...programs, watchdog },
    ...{ outdir: folder, bundle: true, platform: 'node', format: 'cjs', external: ['onnxruntime-node'] },
  });
}
