import type { ScriptSentence } from '../../engine/protocol';

/**
 * What a server is sent of a sentence, with the user's pronunciations.
 * @param knowsPhonemes whether the server reads phonemes inline, as Kokoro's do: `[word](/phonemes/)`
 */
export function spokenText(
  { text, from, replacements }: Pick<ScriptSentence, 'text' | 'from' | 'replacements'>,
  knowsPhonemes: boolean,
): string {
  let spoken = '';
  let done = from;
  for (const { start, end, say, phonemes } of replacements) {
    if (start < done || (say === undefined && !knowsPhonemes)) continue;
    const word = text.slice(start, end);
    spoken += text.slice(done, start) + (say ?? `[${word.replace(/[[\]]/g, ' ')}](/${phonemes ?? ''}/)`);
    done = end;
  }
  return spoken + text.slice(done);
}
