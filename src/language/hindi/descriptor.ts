import type { LanguageDescriptor } from '../descriptor';
import { HINDI_PHRASES } from './phrases';

export const HINDI: LanguageDescriptor = {
  code: 'hi',
  voiceLetter: 'h',
  name: 'Hindi',
  sample: () => 'नमस्ते। आपके दस्तावेज़ इस तरह पढ़े जाएँगे।',
  phrases: HINDI_PHRASES,
  detection: { script: /\p{Script=Devanagari}/gu, share: 0.25 },
};
