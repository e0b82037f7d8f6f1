import type { SourceRange } from '../../../common/range';
import type { MarkedWord } from './wordMarks';

/** A word, and the part of the recording during which it lights up, in seconds. */
interface Clip {
  id: string;
  begin: number;
  end: number;
}

/** The words of a sentence within one block. */
interface SpokenSentence {
  block: string;
  clips: Clip[];
}

export interface OverlayFiles {
  /** The document and the recording, relative to the overlay. */
  text: string;
  audio: string;
  /** Length of the recording, s. */
  seconds: number;
}

/** Times with milliseconds, as SMIL writes them: `12.345s`. */
export function smilClock(seconds: number): string {
  return `${seconds.toFixed(3)}s`;
}

/**
 * The media overlay of a chapter (EPUB 3.3, section 9): a `par` for each word, in a `seq` for each sentence. A clip
 * lasts to the beginning of the next word, because readers skip what no clip plays.
 * @returns the file, and how long it plays, in seconds
 */
export function mediaOverlay(
  words: readonly MarkedWord[],
  sentences: readonly SourceRange[],
  { text, audio, seconds }: OverlayFiles,
): { smil: string; duration: number } {
  const body = sentencesOf(words, sentences, seconds).map(({ block, clips }, i) => {
    const pars = clips.map(
      ({ id, begin, end }) =>
        `<par><text src="${text}#${id}"/><audio src="${audio}" clipBegin="${smilClock(begin)}" clipEnd="${smilClock(end)}"/></par>`,
    );
    return `<seq id="s${i + 1}" epub:textref="${text}#${block}">\n${pars.join('\n')}\n</seq>`;
  });
  const smil = `<?xml version="1.0" encoding="UTF-8"?>
<smil xmlns="http://www.w3.org/ns/SMIL" xmlns:epub="http://www.idpf.org/2007/ops" version="3.0">
<body>
${body.join('\n')}
</body>
</smil>
`;
  return { smil, duration: seconds - (words[0]?.word.start ?? seconds) };
}

function sentencesOf(
  words: readonly MarkedWord[],
  sentences: readonly SourceRange[],
  seconds: number,
): SpokenSentence[] {
  const spoken: SpokenSentence[] = [];
  let sentence: SourceRange | undefined;
  for (const [i, { word, id, block }] of words.entries()) {
    const open = spoken.at(-1);
    const goesOn = sentence !== undefined && sentence.start <= word.from && word.from < sentence.end;
    const clip = { id, begin: word.start, end: words[i + 1]?.word.start ?? seconds };
    if (open?.block === block && goesOn) open.clips.push(clip);
    else {
      spoken.push({ block, clips: [clip] });
      sentence = sentences.find(({ start, end }) => start <= word.from && word.from < end);
    }
  }
  return spoken;
}
