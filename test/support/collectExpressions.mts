// Run by builtExpressions.test.ts in a process of its own, so that RegExp is watched before any module loads: prints
// the regular expressions that the text front ends build while their modules and data load, each with the file and line
// that builds it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const source = fileURLToPath(new URL('../../src/', import.meta.url));
const built = new Map<string, { site: string; source: string; flags: string }>();

function record(expression: RegExp): RegExp {
  // The first frame in src/ builds the expression; those of libraries are ignored.
  const frame = new Error().stack?.split('\n').find((line) => /\/src\/(?:document|language)\//.test(line));
  const site = /\/src\/(\S+?\.ts):\d+/.exec(frame ?? '')?.[0].replace('/src/', 'src/');
  const { source, flags } = expression;
  if (site !== undefined) built.set(`${site} /${source}/${flags}`, { site, source, flags });
  return expression;
}

globalThis.RegExp = new Proxy(RegExp, {
  construct: (target, args) => record(Reflect.construct(target, args) as RegExp),
  apply: (target, self, args) => record(Reflect.apply(target, self, args) as RegExp),
});

for (const folder of ['document', 'language']) {
  for (const name of readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.ts')) await import(pathToFileURL(join(source, folder, name)).href);
  }
}
// Some expressions are built from the words in a language's data.
const { languages } = await import('../../src/engine/languages');
const { LANGUAGE_CODES } = await import('../../src/language/languages');
for (const code of LANGUAGE_CODES) await languages.load(code);
process.stdout.write(JSON.stringify([...built.values()]));
