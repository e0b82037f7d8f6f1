import type { LanguageDescriptor } from '../descriptor';

export const CHINESE: LanguageDescriptor = {
  code: 'zh',
  voiceLetter: 'z',
  name: 'Mandarin Chinese',
  sample: () => '你好，我就这样朗读你的文档。',
  phrases: {
    codeBlock: '代码块',
    empty: '空',
    lines: (count) => `${count}行`,
    skipped: '已跳过',
    image: '图片',
    done: '已完成',
    toDo: '待办',
  },
  detection: { script: /\p{Script=Han}/gu, share: 0.25 },
};
