import type { LanguageDescriptor } from '../descriptor';

export const HINDI: LanguageDescriptor = {
  code: 'hi',
  voiceLetter: 'h',
  name: 'Hindi',
  sample: () => 'नमस्ते। आपके दस्तावेज़ इस तरह पढ़े जाएँगे।',
  phrases: {
    codeBlock: 'कोड ब्लॉक',
    empty: 'खाली',
    lines: (count) => `${count} पंक्तियाँ`,
    skipped: 'छोड़ा गया',
    image: 'चित्र',
    done: 'पूरा',
    toDo: 'बाकी',
  },
  detection: { script: /\p{Script=Devanagari}/gu, share: 0.25 },
};
