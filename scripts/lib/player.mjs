// How the player's page is bundled, for the build and for the tests that open it in a browser.

const page = { bundle: true, platform: 'browser', target: 'chrome128', loader: { '.svg': 'text' } };

/** esbuild's options for the page's scripts and its style. */
export const playerBundles = [
  { ...page, format: 'iife', entryPoints: { player: 'src/webview/player/main.ts' } },
  { ...page, entryPoints: { player: 'src/webview/player/player.css' } },
  // Loaded only when a chunk is stretched.
  { ...page, format: 'esm', entryPoints: { stretch: 'src/webview/player/stretch/stretch.ts' } },
];
