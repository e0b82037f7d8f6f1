// Makes dist/data/, what the front ends read at run time; quick when it is there.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChineseData } from './chineseData.mjs';
import { ensureEmojiData } from './emojiData.mjs';
import { ensureEnglishData } from './englishData.mjs';
import { ensureJapaneseData } from './japaneseData.mjs';

/** @param root the checkout */
export function ensureData(root) {
  const data = join(root, 'dist', 'data');
  ensureEnglishData(root);
  ensureEmojiData(root);
  ensureChineseData(data);
  ensureJapaneseData(data);
  cpSync(join(root, 'models', 'ruleBased'), data, { recursive: true, preserveTimestamps: true });
}
