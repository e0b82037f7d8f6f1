import type { LanguageCode } from '../phonemes/language';

/** What a voice says of itself when it is tried. */
const SAMPLES: Readonly<Record<LanguageCode, (name: string) => string>> = {
  'en-us': english,
  'en-gb': english,
  es: (name) => `Hola, soy ${name}. Así leo tus documentos.`,
  fr: (name) => `Bonjour, je suis ${name}. Voici comment je lis vos documents.`,
  hi: () => 'नमस्ते। मैं आपके दस्तावेज़ इस तरह पढ़ती हूँ।',
  it: (name) => `Ciao, sono ${name}. Così leggo i tuoi documenti.`,
  ja: () => 'こんにちは。このように文書を読みます。',
  'pt-br': (name) => `Olá, eu sou ${name}. É assim que leio os seus documentos.`,
  zh: () => '你好，我就这样朗读你的文档。',
};

function english(name: string): string {
  return `Hello, I am ${name}. This is how I read your documents.`;
}

export function sampleText(code: LanguageCode, name: string): string {
  return SAMPLES[code](name);
}
