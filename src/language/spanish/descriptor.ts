import type { LanguageDescriptor } from '../descriptor';
import { wordSet } from '../wordSet';

export const SPANISH: LanguageDescriptor = {
  code: 'es',
  voiceLetter: 'e',
  name: 'Spanish',
  sample: (voice) => `Hola, soy ${voice}. Así leo tus documentos.`,
  phrases: {
    codeBlock: 'Bloque de código',
    empty: 'vacío',
    lines: (count) => (count === 1 ? '1 línea' : `${count} líneas`),
    skipped: 'omitido',
    image: 'Imagen',
    done: 'hecho',
    toDo: 'pendiente',
  },
  detection: {
    words: wordSet(
      'el los las una del que para con por como más pero sus este esta son está puede también cuando muy y hay ser',
    ),
  },
};
