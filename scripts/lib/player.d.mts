/** Build options of esbuild, whose own type the linter's resolver mistakes for the checkout's esbuild.mjs. */
export const playerBundles: { entryPoints: Record<string, string> }[];
