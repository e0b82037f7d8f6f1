// A step of `npm run eval:timing`: node --import tsx scripts/eval/timing/speak.ts published|optimized FOLDER
// Reads fifty English sentences, and some of every other language's golden corpus, into WAV files in FOLDER. Prints a
// JSON list of `Recording`s.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { speakToWav } from '../../../src/speech/sinks/speakToWav';
import { timedWords } from '../../../src/speech/sinks/timedWords';
import { appWith, type Measured } from './app';
import { type Recording, sentencesOf, VOICES } from './recording';

const SENTENCES = 10;
const OPTIONS = { format: 'plain', codeBlocks: 'announce', emoji: 'read', speed: 1, from: 0 } as const;

async function main([model, folder = '.']: readonly string[]): Promise<void> {
  const { app, hooks } = appWith(model as Measured);
  const recordings: Recording[] = [];
  try {
    for (const [language, voice] of VOICES) {
      const texts =
        language === 'en-us'
          ? readFileSync('scripts/eval/timing/english.txt', 'utf8').trim().split('\n')
          : sentencesOf(readFileSync(`test/golden/${language}.txt`, 'utf8'), SENTENCES);
      for (const text of texts) {
        const wav = join(folder, `${model}-${recordings.length}.wav`);
        const { seconds, timings } = await speakToWav(app.speech, { text, voice, language, ...OPTIONS }, wav, hooks);
        const words = timedWords(
          timings.flatMap((timing) => timing.words ?? []),
          text,
        );
        recordings.push({ language, voice, text, wav, seconds, words });
      }
    }
  } finally {
    await app.close();
  }
  process.stdout.write(JSON.stringify(recordings));
}

void main(process.argv.slice(2));
