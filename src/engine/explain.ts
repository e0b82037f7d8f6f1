import type { Language } from '../language/language';
import { Dictionary } from '../language/lexicon/dictionary';
import { explainWords } from '../language/lexicon/explainWords';
import { blocksOf } from './blocks';
import type { ExplainedSentence, ExplainRequest } from './protocol';
import { sentencesOf } from './sentences';

/** How the sentence at a place in a document is said, and why; null where nothing is read. */
export async function explainAt(request: ExplainRequest, language: Language): Promise<ExplainedSentence | null> {
  const { at, pronunciations, emoji } = request;
  const dictionary = Dictionary.of(pronunciations, language.code);
  for (const block of blocksOf(request, language.code, at)) {
    if (block.text.sourceRange(0, block.text.text.length).end <= at) continue;
    for (const sentence of sentencesOf(block, language)) {
      const source = sentence.sourceRange(0, sentence.text.length);
      if (source.end <= at) continue;
      if (source.start > at) return null;
      const words = await explainWords(language, dictionary, sentence.text, emoji);
      return {
        ...{ text: sentence.text, source },
        words: words.map((word) => ({ ...word, ...sentence.sourceRange(word.start, word.end) })),
      };
    }
  }
  return null;
}
