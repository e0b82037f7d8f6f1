// Fills dist/data, which the front ends read at run time; quick when it is complete.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChineseData } from './chineseData.mjs';
import { ensureChineseTables } from './chineseTables.mjs';
import { ensureEmojiData } from './emojiData.mjs';
import { ensureEnglishData } from './englishData.mjs';
import { ensureJapaneseData } from './japaneseData.mjs';
import { ensureJapaneseTables } from './japaneseTables.mjs';

/** @param root the checkout */
export function ensureData(root) {
  const data = join(root, 'dist', 'data');
  ensureEnglishData(root);
  ensureEmojiData(root);
  ensureChineseData(data);
  ensureChineseTables(root, data);
  ensureJapaneseData(data);
  ensureJapaneseTables(root, data);
  cpSync(join(root, 'models', 'ruleBased'), data, { recursive: true, preserveTimestamps: true });
}
