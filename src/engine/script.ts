import { setImmediate as nextTurn } from 'node:timers/promises';
import { voiceRoleOf, type Block } from '../document/block';
import type { MappedText } from '../document/mappedText';
import { clampSpeed } from '../kokoro/speed';
import { VOCABULARY } from '../kokoro/vocabulary';
import type { Language, LanguageCode } from '../language/language';
import { type Dictionary, dictionaries } from '../language/lexicon/dictionary';
import { normalizeWith } from '../language/lexicon/normalizeWith';
import { blocksOf, otherLanguages } from './blocks';
import { phonemeLength } from './planner';
import type { ScriptRequest, ScriptSentence, ScriptWord } from './protocol';
import { pauseAfterSentence } from './punctuation';
import { sentencesOf } from './sentences';
import { wordTimes, writtenWords } from './wordTimes';

/** A call returns so many characters, some two minutes of speech, so that a long document takes little memory. */
const ENOUGH = 2000;

/**
 * The sentences of a document from `request.from` on, as `speakText` would read them, for another program to speak. To
 * go on, ask again from the end of the last one.
 */
export async function scriptFrom(
  request: ScriptRequest,
  load: (code: LanguageCode) => Promise<Language>,
): Promise<ScriptSentence[]> {
  const own = await load(request.language);
  const dictionaryFor = dictionaries(request.pronunciations);
  const script: ScriptSentence[] = [];
  let characters = 0;
  for (const block of blocksOf(request, own.code, request.from)) {
    if (block.text.sourceRange(0, block.text.text.length).end <= request.from) continue;
    const languageOf = request.mixedLanguages ? otherLanguages(block, own.code) : () => undefined;
    const sentences = sentencesOf(block, own);
    for (const [i, text] of sentences.entries()) {
      const { end } = text.sourceRange(0, text.text.length);
      if (end <= request.from) continue;
      // Sentences may share one range, which the next call would leave out as a whole.
      if (characters >= ENOUGH && end > (script.at(-1)?.source.end ?? 0)) return script;
      const code = languageOf(text.text);
      const language = code === undefined ? own : await load(code);
      const spoken = await spokenPart(text, language, dictionaryFor(language.code), request);
      if (!spoken) continue;
      script.push({ ...spoken, ...placeOf(block, i === sentences.length - 1, request.speed) });
      characters += text.text.length;
    }
    await nextTurn();
  }
  return script;
}

/** What a sentence has from its block. */
function placeOf(
  block: Block,
  endsBlock: boolean,
  wanted: number,
): Pick<ScriptSentence, 'speed' | 'pause' | 'endsBlock' | 'voice' | 'role'> {
  const speed = clampSpeed(wanted * (block.rate ?? 1));
  const role = voiceRoleOf(block);
  return {
    ...{ speed, endsBlock, pause: pauseAfterSentence(block, endsBlock) / speed },
    ...(block.voice !== undefined && { voice: block.voice }),
    ...(role !== undefined && { role }),
  };
}

/** The words of a sentence that are spoken; undefined if there are none. */
async function spokenPart(
  sentence: MappedText,
  language: Language,
  dictionary: Dictionary | undefined,
  { text: document, emoji, from }: ScriptRequest,
): Promise<Omit<ScriptSentence, keyof ReturnType<typeof placeOf>> | undefined> {
  const { tokens, matches } = normalizeWith(language, dictionary, sentence.text, emoji);
  const segments = (await language.phonemize(tokens)).filter(
    ({ start, end }) => sentence.sourceRange(start, end).end > from,
  );
  const phonemes = phonemeLength(segments);
  // Each phoneme counts as one frame, so that times become counts of phonemes.
  const times = wordTimes(segments, Array<number>(phonemes + 1).fill(1), VOCABULARY, 1);
  const total = (times.at(-1)?.to ?? 1) - 1; // the boundary before the first is not spoken
  if (total === 0) return undefined;
  const words = writtenWords(times, sentence, document).map(({ start, end, source, from, to }): ScriptWord => ({
    start,
    end,
    source,
    from: (from - 1) / total,
    to: (to - 1) / total,
  }));
  const source = sentence.sourceRange(0, sentence.text.length);
  const begin = source.start < from ? (segments[0]?.start ?? 0) : 0;
  const replacements = matches.map(({ start, end, entry: { say, phonemes } }) => ({ start, end, say, phonemes }));
  return { text: sentence.text, source, from: begin, language: language.code, replacements, phonemes, words };
}
