import type { LanguageDescriptor } from '../descriptor';
import { wordSet } from '../wordSet';

export const FRENCH: LanguageDescriptor = {
  code: 'fr',
  voiceLetter: 'f',
  name: 'French',
  sample: (voice) => `Bonjour, je suis ${voice}. Voici comment je lis vos documents.`,
  phrases: {
    codeBlock: 'Bloc de code',
    empty: 'vide',
    lines: (count) => (count === 1 ? '1 ligne' : `${count} lignes`),
    skipped: 'passé',
    image: 'Image',
    done: 'fait',
    toDo: 'à faire',
  },
  detection: {
    words: wordSet(
      'le les des une du que pour dans est pas sur avec ce cette sont vous nous ne qui au aux mais ou être plus',
    ),
  },
};
