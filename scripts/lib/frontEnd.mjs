/**
 * The front end of all languages: one script without modules or Node, for the bare JavaScript engines of phones.
 * `require` works too.
 */
export const frontEndBundle = {
  entryPoints: { 'front-end': 'src/mobile/frontEnd.ts' },
  bundle: true,
  platform: 'neutral',
  target: 'es2022',
  format: 'iife',
  globalName: 'KokoroFrontEnd',
  footer: { js: "if (typeof module === 'object') module.exports = KokoroFrontEnd;" },
};
