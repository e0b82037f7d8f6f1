import type { LanguageDescriptor } from '../descriptor';
import { CHINESE_PHRASES } from './phrases';

export const CHINESE: LanguageDescriptor = {
  code: 'zh',
  voiceLetter: 'z',
  name: 'Mandarin Chinese',
  sample: () => '你好，我就这样朗读你的文档。',
  phrases: CHINESE_PHRASES,
  detection: { script: /\p{Script=Han}/gu, share: 0.25 },
};
