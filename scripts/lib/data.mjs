// Makes dist/data/, what the front ends read at run time; quick when it is there.
import { join } from 'node:path';
import { ensureChineseData } from './chineseData.mjs';
import { ensureEnglishData } from './englishData.mjs';
import { ensureJapaneseData } from './japaneseData.mjs';

/** @param root the checkout */
export function ensureData(root) {
  ensureEnglishData(root);
  const folder = join(root, 'dist', 'data');
  ensureChineseData(folder);
  ensureJapaneseData(folder);
}
