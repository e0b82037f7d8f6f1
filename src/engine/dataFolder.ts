import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Beside the bundles, where the build puts them; for code that runs from its source, the dist/data of the checkout. */
const FOLDERS = [join(__dirname, 'data'), join(__dirname, '..', '..', 'dist', 'data'), join('dist', 'data')];

/** The path of a data file that belongs to the engine, e.g. `en-us.lexicon.br`. */
export function dataFile(name: string): string {
  const paths = FOLDERS.map((folder) => join(folder, name));
  return paths.find((path) => existsSync(path)) ?? join(__dirname, 'data', name);
}
