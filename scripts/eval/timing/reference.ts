// A step of `npm run eval:timing`: node --import tsx scripts/eval/timing/reference.ts published|optimized
// Compares when words start and end by the durations of a model with when they do by PyTorch's durations for the same
// phonemes. Prints a row for each language.
import { readFileSync } from 'node:fs';
import { languages } from '../../../src/engine/languages';
import { KokoroModel } from '../../../src/engine/model/session';
import { wordTimes } from '../../../src/engine/wordTimes';
import { FRAME_SAMPLES, SAMPLE_RATE } from '../../../src/kokoro/model';
import { VOCABULARY } from '../../../src/kokoro/vocabulary';
import { joinSegments, type LanguageCode, type PhonemeSegment } from '../../../src/language/language';
import type { Case } from '../../../test/parity/support/cases';
import { reference, speakAllReference, speakReference } from '../../../test/parity/support/reference';
import { appWith, type Measured } from './app';
import { row, sentencesOf, VOICES } from './recording';

const SENTENCES = 6;

async function main([measured]: readonly string[]): Promise<void> {
  const spoken = await utterances();
  const at = await reference();
  await speakAllReference(at, at.real, spoken);
  const { app, hooks } = appWith(measured as Measured);
  const files = await app.speech.files('af_heart', hooks);
  await app.close();
  const model = await KokoroModel.load(files.model, 2, files.preoptimized);
  const errors = new Map<string, number[]>();
  for (const utterance of spoken) {
    const expected = await speakReference(at, at.real, utterance);
    const { frames } = await model.run(expected.ids.slice(1, -1), expected.style, utterance.speed);
    if (frames === undefined) throw new Error('The model returns no durations.');
    const timesOf = (durations: readonly number[]) =>
      wordTimes(utterance.segments, durations, VOCABULARY, FRAME_SAMPLES / SAMPLE_RATE);
    const wanted = timesOf(expected.duration);
    const differences = timesOf(frames).flatMap(({ from, to }, i) => [
      from - (wanted[i]?.from ?? NaN),
      to - (wanted[i]?.to ?? NaN),
    ]);
    errors.set(utterance.code, [...(errors.get(utterance.code) ?? []), ...differences]);
  }
  model.dispose();
  console.log([...errors].map(([code, differences]) => row(code, differences)).join('\n'));
}

interface Utterance extends Case {
  code: LanguageCode;
  segments: PhonemeSegment[];
}

/** Sentences of every language. */
async function utterances(): Promise<Utterance[]> {
  const found: Utterance[] = [];
  for (const [code, voice] of VOICES) {
    const language = await languages.load(code);
    for (const text of sentencesOf(readFileSync(`test/golden/${code}.txt`, 'utf8'), SENTENCES)) {
      const segments = await language.phonemize(language.normalize(text));
      found.push({ code, segments, voice, speed: 1, noise: 'zero', phonemes: joinSegments(segments) });
    }
  }
  return found;
}

void main(process.argv.slice(2));
