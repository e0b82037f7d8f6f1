import { rename, rm, writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import type { App } from '../app/app';
import { KokoroError, messageOf, nothingToRead } from '../common/errors';
import {
  CODE_BLOCK_MODES,
  type CodeBlockMode,
  PUNCTUATION_LEVELS,
  type PunctuationLevel,
  VOICE_ROLES,
} from '../document/block';
import { type Format, FORMATS } from '../document/formats';
import { type Markup, MARKUPS } from '../document/markup';
import { loadVoicePack } from '../engine/voicePackFile';
import { SAMPLE_RATE } from '../kokoro/model';
import { MAX_SPEED, MIN_SPEED } from '../kokoro/speed';
import { DEFAULT_VOICE } from '../kokoro/voices';
import { EMOJI_MODES, type EmojiMode } from '../language/emojiMode';
import type { LanguageCode } from '../language/language';
import { bestVoice } from '../language/voices';
import type { VoicesFor } from '../speech/otherVoices';
import { timedWords, type TimedWord } from '../speech/sinks/timedWords';
import { type SavedSpeech, speakToWav } from '../speech/sinks/speakToWav';
import type { SpeechRequest } from '../speech/speech';
import { createCliApp } from './app';
import { readInput } from './input';
import { addCommand, fileName, formatName, integerFrom, languageOption, numberFrom } from './options';
import { checkDistinct, checkOutput } from './outputs';
import { SpeakProgress } from './speakProgress';
import { interruptSignal, print, say } from './terminal';
import { voiceArgument, voiceFor } from './voice';

/**
 * Texts of at least this many characters start to optimize the model. A shorter text would be finished first, and only
 * be slowed down; 2,000 characters are about two minutes of English speech.
 */
const MIN_REBUILD_CHARACTERS = 2000;

interface SpeakFlags {
  voice?: string;
  lang?: LanguageCode;
  speed: number;
  threads: number;
  model?: string;
  codeBlocks: CodeBlockMode;
  emoji: EmojiMode;
  codePunctuation: PunctuationLevel;
  format?: Format;
  markup?: Markup;
  voiceFor?: VoicesFor;
  mixedLanguages?: boolean;
  out?: string;
  timings?: string;
}

export function addSpeak(program: Command): void {
  addCommand(program, 'speak', 'read text aloud into a WAV file and print its path')
    .argument('[text...]', 'words to read, or a text, Markdown or source file; "-" or nothing for standard input')
    .option(
      '--voice <name>',
      `name of a voice, see "kokoro voices", a blend such as af_heart*0.6+af_bella*0.4, or path of a voice pack (default: ${DEFAULT_VOICE})`,
    )
    .option(
      '--voice-for <what=voice>',
      `another voice for ${VOICE_ROLES.join(', ')} or a language code; may be given several times`,
      voiceFor,
    )
    .option('--mixed-languages', 'read each sentence in its own language, with a voice of that language')
    .option('--model <file>', 'ONNX model to speak with (default: the published model)', fileName)
    .addOption(
      languageOption("language of the text, which also selects the default voice (default: the voice's language)"),
    )
    .option('--speed <n>', `speaking speed, ${MIN_SPEED} to ${MAX_SPEED}`, numberFrom(MIN_SPEED, MAX_SPEED), 1)
    .option('--out <file>', "WAV file to write (default: the input file's name with .wav, or speech.wav)", fileName)
    .option('--timings <file>', 'JSON file for word and chunk timings, with offsets in the input', fileName)
    .option(
      '--format <format>',
      `${FORMATS.join(', ')}, or code:LANGUAGE with VS Code's language id (default: by the file's extension)`,
      formatName,
    )
    .addOption(
      new Option(
        '--markup <kind>',
        'read plain text with marks that say how to speak it: elements of SSML, or [pause:0.5s], [rate:1.2], [voice:af_bella]',
      ).choices(MARKUPS),
    )
    .addOption(
      new Option('--code-blocks <mode>', 'how to read code blocks in Markdown')
        .choices(CODE_BLOCK_MODES)
        .default('announce'),
    )
    .addOption(
      new Option('--code-punctuation <level>', 'how much of the punctuation of code to speak')
        .choices(PUNCTUATION_LEVELS)
        .default('some'),
    )
    .addOption(new Option('--emoji <mode>', 'whether to read the names of emoji').choices(EMOJI_MODES).default('read'))
    .option('--threads <n>', 'threads that run the model; 0 uses one per physical core', integerFrom(0, 256), 0)
    .action(speak);
}

/** Reads a text aloud into a WAV file and says how fast that went. */
async function speak(words: readonly string[], flags: SpeakFlags): Promise<void> {
  const input = await readInput(words);
  if (input.text.trim() === '') throw nothingToRead();
  const {
    speed,
    timings,
    lang,
    codeBlocks,
    codePunctuation,
    emoji,
    markup,
    voiceFor: voicesFor,
    mixedLanguages,
    format = input.format,
    out = `${input.name}.wav`,
  } = flags;
  const outputs = [['--out', out] as const, ...(timings === undefined ? [] : [['--timings', timings] as const])];
  for (const [, path] of outputs) await checkOutput(path);
  await checkDistinct([...(input.path === undefined ? [] : [['the input', input.path] as const]), ...outputs]);
  const voice = voiceArgument(flags.voice ?? (lang === undefined ? DEFAULT_VOICE : bestVoice(lang).name));
  if (typeof voice !== 'string') await loadVoicePack(voice.pack); // a bad file is reported before any work is done
  const request = {
    text: input.text,
    format,
    voice,
    language: lang,
    speed,
    codeBlocks,
    codePunctuation,
    emoji,
    markup,
    voicesFor,
    mixedLanguages,
    from: 0,
  };
  const services = createCliApp(flags.threads, flags.model);
  try {
    const report = await write(request, out, services, flags.model);
    if (timings !== undefined)
      await writeJson(timings, {
        sampleRate: SAMPLE_RATE,
        voice: typeof voice === 'string' ? voice : voice.pack,
        speed,
        ...wordsIn(report, input.text),
        chunks: report.timings,
      });
    print(`${out}\n`);
    say(summary(report));
  } finally {
    await services.close();
  }
}

/** The words of a recording; nothing if the model does not tell how long they are. */
function wordsIn({ timings }: SavedSpeech, text: string): { words?: TimedWord[] } {
  if (timings.some(({ words }) => words === undefined)) return {};
  return {
    words: timedWords(
      timings.flatMap(({ words = [] }) => words),
      text,
    ),
  };
}

interface Report extends SavedSpeech {
  workSeconds: number;
  firstAudioSeconds: number;
}

async function write(
  request: SpeechRequest,
  path: string,
  { speech, optimizedModel }: App,
  model: string | undefined,
): Promise<Report> {
  const progress = new SpeakProgress(request.text.length, model);
  const following = optimizedModel.onChange((state) => progress.rebuild(state));
  let began: number | undefined;
  let workSeconds = 0;
  let firstAudioSeconds: number | undefined;
  try {
    const saved = await speakToWav(speech, request, path, {
      signal: interruptSignal(),
      rebuild: request.text.length < MIN_REBUILD_CHARACTERS ? 'never' : 'now',
      onProgress: (asset) => progress.fetching(asset),
      onReady: (files) => {
        began ??= performance.now();
        progress.ready(files);
      },
      onRestart: (error) => progress.note(`${error.message} It was started again.`),
      onChunk: (chunk, seconds) => {
        workSeconds = (performance.now() - (began ?? 0)) / 1000;
        firstAudioSeconds ??= workSeconds;
        progress.spoken(chunk.source.end, seconds);
      },
    });
    return { ...saved, workSeconds, firstAudioSeconds: firstAudioSeconds ?? 0 };
  } finally {
    following.dispose();
    progress.end();
  }
}

function summary({ seconds, workSeconds, firstAudioSeconds }: Report): string {
  const factor = (workSeconds / seconds).toFixed(2);
  return `${seconds.toFixed(1)} s of audio in ${workSeconds.toFixed(1)} s (real-time factor ${factor}), first audio after ${firstAudioSeconds.toFixed(2)} s`;
}

async function writeJson(path: string, value: unknown): Promise<void> {
  try {
    await writeFile(`${path}.part`, JSON.stringify(value, undefined, 1));
    await rename(`${path}.part`, path);
  } catch (error) {
    await rm(`${path}.part`, { force: true });
    throw new KokoroError('output-not-writable', `${path} cannot be written: ${messageOf(error)}`, { cause: error });
  }
}
