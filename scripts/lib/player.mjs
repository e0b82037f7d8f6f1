// How the pages are bundled, for the build and for the tests that open it in a browser.

const page = { bundle: true, platform: 'browser', target: 'chrome128', loader: { '.svg': 'text' } };

/** esbuild's options for the scripts and styles of the player and of the page for pronunciations. */
export const playerBundles = [
  { ...page, format: 'iife', entryPoints: { player: 'src/webview/player/main.ts' } },
  { ...page, entryPoints: { player: 'src/webview/player/player.css' } },
  { ...page, format: 'iife', entryPoints: { fix: 'src/webview/fix/main.ts' } },
  { ...page, entryPoints: { fix: 'src/webview/fix/fix.css' } },
  // Loaded only when a chunk is stretched.
  { ...page, format: 'esm', entryPoints: { stretch: 'src/webview/player/stretch/stretch.ts' } },
];
