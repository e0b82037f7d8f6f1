/** Build options of esbuild, whose own type the linter's resolver mistakes for the checkout's esbuild.mjs. */
export const frontEndBundle: { entryPoints: Record<string, string> };
