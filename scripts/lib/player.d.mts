import type { BuildOptions } from 'esbuild';

export const playerBundles: BuildOptions[];
