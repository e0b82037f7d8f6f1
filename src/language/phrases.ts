import type { LanguageCode } from './language';

/** What a reader says of its own accord, in the language that is read. */
export interface Phrases {
  codeBlock: string;
  empty: string;
  /** Said of a code block's lines. */
  lines: (count: number) => string;
  skipped: string;
  image: string;
  done: string;
  toDo: string;
  /** What a voice says of itself when it is tried. */
  sample: (name: string) => string;
}

const ENGLISH: Phrases = {
  codeBlock: 'Code block',
  empty: 'empty',
  lines: (count) => (count === 1 ? '1 line' : `${count} lines`),
  skipped: 'skipped',
  image: 'Image',
  done: 'done',
  toDo: 'to do',
  sample: (name) => `Hello, I am ${name}. This is how I read your documents.`,
};

const PHRASES: Readonly<Record<LanguageCode, Phrases>> = {
  'en-us': ENGLISH,
  'en-gb': ENGLISH,
  es: {
    codeBlock: 'Bloque de código',
    empty: 'vacío',
    lines: (count) => (count === 1 ? '1 línea' : `${count} líneas`),
    skipped: 'omitido',
    image: 'Imagen',
    done: 'hecho',
    toDo: 'pendiente',
    sample: (name) => `Hola, soy ${name}. Así leo tus documentos.`,
  },
  fr: {
    codeBlock: 'Bloc de code',
    empty: 'vide',
    lines: (count) => (count === 1 ? '1 ligne' : `${count} lignes`),
    skipped: 'passé',
    image: 'Image',
    done: 'fait',
    toDo: 'à faire',
    sample: (name) => `Bonjour, je suis ${name}. Voici comment je lis vos documents.`,
  },
  hi: {
    codeBlock: 'कोड ब्लॉक',
    empty: 'खाली',
    lines: (count) => `${count} पंक्तियाँ`,
    skipped: 'छोड़ा गया',
    image: 'चित्र',
    done: 'पूरा',
    toDo: 'बाकी',
    sample: () => 'नमस्ते। आपके दस्तावेज़ इस तरह पढ़े जाएँगे।',
  },
  it: {
    codeBlock: 'Blocco di codice',
    empty: 'vuoto',
    lines: (count) => (count === 1 ? '1 riga' : `${count} righe`),
    skipped: 'saltato',
    image: 'Immagine',
    done: 'fatto',
    toDo: 'da fare',
    sample: (name) => `Ciao, sono ${name}. Così leggo i tuoi documenti.`,
  },
  ja: {
    codeBlock: 'コードブロック',
    empty: '空',
    lines: (count) => `${count}行`,
    skipped: '省略',
    image: '画像',
    done: '完了',
    toDo: '未完了',
    sample: () => 'こんにちは。このように文書を読みます。',
  },
  'pt-br': {
    codeBlock: 'Bloco de código',
    empty: 'vazio',
    lines: (count) => (count === 1 ? '1 linha' : `${count} linhas`),
    skipped: 'pulado',
    image: 'Imagem',
    done: 'feito',
    toDo: 'a fazer',
    sample: (name) => `Olá, eu sou ${name}. É assim que leio os seus documentos.`,
  },
  zh: {
    codeBlock: '代码块',
    empty: '空',
    lines: (count) => `${count}行`,
    skipped: '已跳过',
    image: '图片',
    done: '已完成',
    toDo: '待办',
    sample: () => '你好，我就这样朗读你的文档。',
  },
};

export function phrasesOf(code: LanguageCode): Phrases {
  return PHRASES[code];
}
