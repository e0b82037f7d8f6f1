import type { LanguageDescriptor } from '../descriptor';

export const JAPANESE: LanguageDescriptor = {
  code: 'ja',
  voiceLetter: 'j',
  name: 'Japanese',
  sample: () => 'こんにちは。このように文書を読みます。',
  phrases: {
    codeBlock: 'コードブロック',
    empty: '空',
    lines: (count) => `${count}行`,
    skipped: '省略',
    image: '画像',
    done: '完了',
    toDo: '未完了',
  },
  detection: { script: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, share: 0.125 },
};
