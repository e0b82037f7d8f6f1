import type { VoiceOption } from '../protocol';

/** The voices whose label or name has a word that starts with each word of the query: "male" does not find "female". */
export function findVoices(voices: readonly VoiceOption[], query: string): VoiceOption[] {
  const wanted = wordsOf(query);
  return voices.filter(({ name, label }) => {
    const words = wordsOf(`${label} ${name}`);
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  });
}

/** Voices by their headings, in order; favourites under a heading of their own, which is the first. */
export function groupVoices(voices: readonly VoiceOption[], favourites: string): [string, VoiceOption[]][] {
  const groups = new Map<string, VoiceOption[]>([[favourites, []]]);
  for (const voice of voices) {
    const label = voice.favourite === true ? favourites : (voice.group ?? '');
    const group = groups.get(label);
    if (group) group.push(voice);
    else groups.set(label, [voice]);
  }
  return [...groups].filter(([, { length }]) => length > 0);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
