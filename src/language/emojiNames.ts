import { dataFile } from '../engine/dataFolder';
import type { EmojiNames } from './emoji';
import { readCompressed } from '../engine/compressed';
import type { LanguageCode } from './language';

/** What scripts/lib/emojiData.mjs writes. */
interface EmojiData {
  emoji: string[];
  names: Record<LanguageCode, string[]>;
}

/** The names of emoji in a language. @throws Error when the file is not there or is not such a file */
export async function loadEmojiNames(code: LanguageCode): Promise<EmojiNames> {
  const data = await readCompressed(dataFile('emoji.br'));
  const { emoji, names } = JSON.parse(data.toString('utf8')) as EmojiData;
  return new Map(emoji.map((key, i) => [key, names[code][i] ?? '']));
}
