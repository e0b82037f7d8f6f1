import { decodeUtf8 } from './data/utf8';
import type { EmojiNames } from './emoji';
import type { LanguageHost } from './host';
import type { LanguageCode } from './language';

/** What scripts/lib/emojiData.mjs writes. */
interface EmojiData {
  emoji: string[];
  names: Record<LanguageCode, string[]>;
}

/** The names of emoji in a language. @throws Error when the data is missing or damaged */
export async function loadEmojiNames(host: LanguageHost, code: LanguageCode): Promise<EmojiNames> {
  const { emoji, names } = JSON.parse(decodeUtf8(await host.readData('emoji.br'))) as EmojiData;
  return new Map(emoji.map((key, i) => [key, names[code][i] ?? '']));
}
