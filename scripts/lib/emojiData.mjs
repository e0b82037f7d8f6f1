// Builds the names of emoji in every language (CLDR's short names, from the npm package emojibase-data) as one
// compressed file.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { cacheFolder, madeOnce } from './cache.mjs';

/** The package's folders by our languages. */
const LOCALES = {
  ...{ 'en-us': 'en', 'en-gb': 'en-gb', es: 'es', fr: 'fr', hi: 'hi', it: 'it', ja: 'ja', 'pt-br': 'pt', zh: 'zh' },
};
/** Increase when the format of the file changes. */
const FORM = 2;

/** Puts `emoji.br` into `dist/data` of the checkout at `root`; it is built once per machine. */
export function ensureEmojiData(root) {
  const source = join(root, 'node_modules', 'emojibase-data');
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const build = join(cacheFolder('data', 'KOKORO_DATA_CACHE'), `emoji-${version}-${FORM}`);
  const { file } = madeOnce(build, (folder) => make(folder, source));
  const target = join(root, 'dist', 'data');
  mkdirSync(target, { recursive: true });
  copyFileSync(file, join(target, 'emoji.br'));
}

/** The file: `emoji`, without variation selectors, and by language `names`, in the same order. */
function make(folder, source) {
  const lists = Object.entries(LOCALES).map(([code, locale]) => [code, labels(join(source, locale, 'compact.json'))]);
  const emoji = [...lists[0][1].keys()];
  const names = Object.fromEntries(lists.map(([code, list]) => [code, emoji.map((key) => list.get(key))]));
  const file = join(folder, 'emoji.br');
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  writeFileSync(file, brotliCompressSync(Buffer.from(JSON.stringify({ emoji, names })), { params }));
  return { file, needs: [file] };
}

function labels(path) {
  const entries = JSON.parse(readFileSync(path, 'utf8'));
  const said = entries.filter(({ unicode }) => !/^(?:\p{RI}|\p{EMod})$/u.test(unicode));
  // Digits on keys number the steps of a text: said as the number alone.
  return new Map(
    said.map(({ unicode, label }) => [
      unicode.replaceAll('\uFE0F', ''),
      /^\d/.test(unicode) ? unicode.charAt(0) : label,
    ]),
  );
}
