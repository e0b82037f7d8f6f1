import type { VoiceOption } from '../protocol';

/** The voices whose label or name has a word that starts with each word of the query: "male" does not find "female". */
export function findVoices(voices: readonly VoiceOption[], query: string): VoiceOption[] {
  const wanted = wordsOf(query);
  return voices.filter(({ name, label }) => {
    const words = wordsOf(`${label} ${name}`);
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  });
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
