// The licences of what is bundled: collected from the packages themselves, so that the list is what is really inside.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KERNEL_NOTICE } from './kernels.mjs';

/**
 * The text of THIRD-PARTY.txt for the packages that these esbuild metafiles name, `others` that are shipped beside, and
 * the kernels, if they have been built.
 */
export function thirdPartyNotices(root, metafiles, others) {
  const folders = new Set(others.map((name) => join('node_modules', name)));
  for (const input of metafiles.flatMap((metafile) => Object.keys(metafile.inputs))) {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
    if (folder) folders.add(folder);
  }
  const notices = [...folders].sort().map((folder) => noticeOf(join(root, folder)));
  const kernels = join(root, KERNEL_NOTICE);
  if (existsSync(kernels)) notices.push(readFileSync(kernels, 'utf8'));
  return notices.join(`\n${'-'.repeat(80)}\n\n`);
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^(licen[sc]e|copying)/i.test(entry));
  const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8').trim() : '';
  return `${name} ${version}, ${license}\n\n${text}`.trimEnd() + '\n';
}
