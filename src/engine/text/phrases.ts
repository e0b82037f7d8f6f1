import type { LanguageCode } from '../phonemes/language';

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
}

const ENGLISH: Phrases = {
  codeBlock: 'Code block',
  empty: 'empty',
  lines: (count) => (count === 1 ? '1 line' : `${count} lines`),
  skipped: 'skipped',
  image: 'Image',
  done: 'done',
  toDo: 'to do',
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
  },
  fr: {
    codeBlock: 'Bloc de code',
    empty: 'vide',
    lines: (count) => (count === 1 ? '1 ligne' : `${count} lignes`),
    skipped: 'passé',
    image: 'Image',
    done: 'fait',
    toDo: 'à faire',
  },
  hi: {
    codeBlock: 'कोड ब्लॉक',
    empty: 'खाली',
    lines: (count) => `${count} पंक्तियाँ`,
    skipped: 'छोड़ा गया',
    image: 'चित्र',
    done: 'पूरा',
    toDo: 'बाकी',
  },
  it: {
    codeBlock: 'Blocco di codice',
    empty: 'vuoto',
    lines: (count) => (count === 1 ? '1 riga' : `${count} righe`),
    skipped: 'saltato',
    image: 'Immagine',
    done: 'fatto',
    toDo: 'da fare',
  },
  ja: {
    codeBlock: 'コードブロック',
    empty: '空',
    lines: (count) => `${count}行`,
    skipped: '省略',
    image: '画像',
    done: '完了',
    toDo: '未完了',
  },
  'pt-br': {
    codeBlock: 'Bloco de código',
    empty: 'vazio',
    lines: (count) => (count === 1 ? '1 linha' : `${count} linhas`),
    skipped: 'pulado',
    image: 'Imagem',
    done: 'feito',
    toDo: 'a fazer',
  },
  zh: {
    codeBlock: '代码块',
    empty: '空',
    lines: (count) => `${count}行`,
    skipped: '已跳过',
    image: '图片',
    done: '已完成',
    toDo: '待办',
  },
};

export function phrasesOf(code: LanguageCode): Phrases {
  return PHRASES[code];
}
