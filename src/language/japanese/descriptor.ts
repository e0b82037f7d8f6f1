import type { LanguageDescriptor } from '../descriptor';
import { JAPANESE_PHRASES } from './phrases';

export const JAPANESE: LanguageDescriptor = {
  code: 'ja',
  voiceLetter: 'j',
  name: 'Japanese',
  sample: () => 'こんにちは。このように文書を読みます。',
  phrases: JAPANESE_PHRASES,
  detection: { script: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, share: 0.125 },
};
