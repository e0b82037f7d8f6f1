import { parseArgs, type ParseArgsConfig } from 'node:util';
import { version } from '../package.json';
import { fetchAssets, listVoices } from './cli/assets';
import { doctor } from './cli/doctor';
import { exportCheckpoint, quantize } from './cli/exporting';
import { inspectFile } from './cli/inspect';
import { normalize, phonemize } from './cli/phonemize';
import { rebuild } from './cli/rebuild';
import { speak } from './cli/speak';
import { isAbort, KokoroError, messageOf } from './common/errors';
import { MAX_SPEED, MIN_SPEED } from './common/speed';
import { KNOWN_REPOSITORIES } from './engine/assets/hub';
import { LANGUAGE_CODES } from './engine/phonemes/languages';
import { CODE_BLOCK_MODES } from './engine/text/block';
import { EMOJI_MODES } from './engine/text/emojiMode';
import { bestVoice, DEFAULT_VOICE } from './engine/voices/catalog';
import { PRECISIONS } from './exporter/export';
import { CONTRACTS, SPEED_TYPES } from './exporter/kokoro/contract';
import { NOISES } from './exporter/kokoro/source';
import { QUANTIZE_KINDS } from './exporter/quantize';

const USAGE = `Usage: kokoro COMMAND

  speak [TEXT… | FILE | -]   read aloud into a WAV file and print its name
      --voice NAME           voice, see "kokoro voices" (af_heart); or the path of a voice pack
      --model FILE           ONNX model to speak with (the published one)
      --lang CODE            language of the text (the voice's); chooses a voice too
      --speed N              0.5 to 2 (1)
      --out FILE             WAV file to write (the input's name with .wav)
      --timings FILE         JSON of what is said when, with offsets in the input
      --format FORMAT        plain or markdown (by the file's extension)
      --code-blocks MODE     announce, read or skip code in Markdown (announce)
      --emoji MODE           read their names or skip them (read)
      --threads N            threads for the model (physical cores)
  normalize                  lines of standard input as lines of the words that are spoken
  phonemize                  lines of standard input as lines of Kokoro phonemes
      --lang CODE            en-us, en-gb, es, fr, hi, it, pt-br or zh (en-us)
      --model NAME           for zh: v1.0 or v1.1-zh (v1.0)
  voices                     list the voices
  fetch [VOICE…]             get the model and voices (af_heart)
      --all                  every voice
  rebuild                    make the fast form of the downloaded model anew (VS Code makes it by itself)
  doctor                     check this installation
  export CHECKPOINT          make an ONNX model of a PyTorch checkpoint (.pth or .safetensors, or its folder)
      --repo-id ID           fetch the checkpoint from the Hugging Face Hub: ${KNOWN_REPOSITORIES.join(', ')}
      --out FILE             ONNX file to write (kokoro-PRECISION.onnx beside the checkpoint; here for a repository)
      --config FILE          its configuration (config.json beside the checkpoint)
      --precision P          ${PRECISIONS.join(' or ')} (fp32)
      --noise SOURCE         ${NOISES.join(', ')}: where the noise of breath comes from (random)
      --contract NAME        ${CONTRACTS.join(', ')}: names of inputs and outputs (hexgrad)
      --speed-type TYPE      ${SPEED_TYPES.join(' or ')} (float)
      --calibration FILE     for int8: JSON list of {"phonemes", "style"} to calibrate with (built in)
      --exclude PATTERN      for int8: layers that stay float32, by a regular expression
      --report               for int8: also print what each block loses, weighs and takes
  quantize MODEL             make a smaller model of any ONNX file of Kokoro
      --to KIND              ${QUANTIZE_KINDS.join(', ')} (needed)
      --report               for int8: as for export
      --out FILE             ONNX file to write (needed)
  inspect FILE               tell what is in a checkpoint, an ONNX file or a file of voices

KOKORO_CACHE sets the folder that holds model and voices, KOKORO_ASSETS a folder or
base URL that they are fetched from first, HF_ENDPOINT a mirror of the Hub, KOKORO_DEBUG=1 shows what happens.
`;

type Options = NonNullable<ParseArgsConfig['options']>;

/** Runs one command. @returns the exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted */
async function main([command, ...args]: readonly string[]): Promise<number> {
  switch (command) {
    case 'speak':
      await speakCommand(args);
      return 0;
    case 'normalize':
    case 'phonemize': {
      const { values } = parse(args, {
        lang: { type: 'string', default: 'en-us' },
        model: { type: 'string', default: 'v1.0' },
      });
      const code = oneOf('--lang', values['lang'], LANGUAGE_CODES);
      const model = oneOf('--model', values['model'], ['v1.0', 'v1.1-zh'] as const);
      await (command === 'normalize' ? normalize(code, model) : phonemize(code, model));
      return 0;
    }
    case 'voices':
      parse(args, {});
      await listVoices();
      return 0;
    case 'fetch': {
      const { values, positionals } = parse(args, { all: { type: 'boolean', default: false } }, true);
      await fetchAssets(positionals, values['all'] === true);
      return 0;
    }
    case 'rebuild':
      parse(args, {});
      await rebuild();
      return 0;
    case 'doctor':
      parse(args, {});
      return (await doctor()) ? 0 : 1;
    case 'export':
      await exportCommand(args);
      return 0;
    case 'quantize': {
      const { values, positionals } = parse(
        args,
        { to: { type: 'string' }, out: { type: 'string' }, report: { type: 'boolean', default: false } },
        true,
      );
      const kind = oneOf('--to', values['to'], QUANTIZE_KINDS);
      await quantize(
        theOne(positionals, 'an ONNX file'),
        kind,
        required('--out', values['out']),
        reported(values['report'], kind),
      );
      return 0;
    }
    case 'inspect':
      await inspectFile(theOne(parse(args, {}, true).positionals, 'a file'));
      return 0;
    case '--version':
      process.stdout.write(`${version}\n`);
      return 0;
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(USAGE);
      return 0;
    case undefined:
      throw new KokoroError('usage', 'Name a command.');
    default:
      throw new KokoroError('usage', `There is no command "${command}".`);
  }
}

async function speakCommand(args: readonly string[]): Promise<void> {
  const options: Options = {
    voice: { type: 'string' },
    model: { type: 'string' },
    lang: { type: 'string' },
    speed: { type: 'string', default: '1' },
    threads: { type: 'string', default: '0' },
    out: { type: 'string' },
    timings: { type: 'string' },
    format: { type: 'string' },
    'code-blocks': { type: 'string', default: 'announce' },
    emoji: { type: 'string', default: 'read' },
  };
  const { values, positionals } = parse(args, options, true);
  const language = values['lang'] === undefined ? undefined : oneOf('--lang', values['lang'], LANGUAGE_CODES);
  await speak(positionals, {
    voice: text(values['voice']) ?? (language === undefined ? DEFAULT_VOICE : bestVoice(language).name),
    language,
    speed: number('--speed', values['speed'], MIN_SPEED, MAX_SPEED),
    threads: number('--threads', values['threads'], 0, 256),
    model: text(values['model']),
    emoji: oneOf('--emoji', values['emoji'], EMOJI_MODES),
    codeBlocks: oneOf('--code-blocks', values['code-blocks'], CODE_BLOCK_MODES),
    format:
      values['format'] === undefined ? undefined : oneOf('--format', values['format'], ['plain', 'markdown'] as const),
    out: text(values['out']),
    timings: text(values['timings']),
  });
}

async function exportCommand(args: readonly string[]): Promise<void> {
  const options: Options = {
    config: { type: 'string' },
    'repo-id': { type: 'string' },
    out: { type: 'string' },
    precision: { type: 'string', default: 'fp32' },
    noise: { type: 'string', default: 'random' },
    contract: { type: 'string', default: 'hexgrad' },
    'speed-type': { type: 'string', default: 'float' },
    calibration: { type: 'string' },
    exclude: { type: 'string' },
    report: { type: 'boolean', default: false },
  };
  const { values, positionals } = parse(args, options, true);
  const repo = text(values['repo-id']);
  if (repo !== undefined && positionals.length > 0)
    throw new KokoroError('usage', 'Name a checkpoint or a repository, not both.');
  const precision = oneOf('--precision', values['precision'], PRECISIONS);
  await exportCheckpoint({
    from: repo === undefined ? { checkpoint: theOne(positionals, 'a checkpoint') } : { repo },
    config: text(values['config']),
    out: text(values['out']),
    precision,
    noise: oneOf('--noise', values['noise'], NOISES),
    contract: oneOf('--contract', values['contract'], CONTRACTS),
    speedType: oneOf('--speed-type', values['speed-type'], SPEED_TYPES),
    calibration: text(values['calibration']),
    exclude: pattern('--exclude', text(values['exclude'])),
    report: reported(values['report'], precision),
  });
}

function parse(args: readonly string[], options: Options, allowPositionals = false) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals });
  } catch (error) {
    throw new KokoroError('usage', messageOf(error), { cause: error });
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function pattern(name: string, value: string | undefined): RegExp | undefined {
  try {
    // eslint-disable-next-line kokoro/linear-expression -- who asks for it chooses it, for names of a model's own nodes
    return value === undefined ? undefined : new RegExp(value);
  } catch (error) {
    throw new KokoroError('usage', `${name}: ${messageOf(error)}`, { cause: error });
  }
}

/** Whether there is to be a report; only INT8 has one. */
function reported(value: unknown, kind: string): boolean {
  if (value !== true || kind === 'int8') return value === true;
  throw new KokoroError('usage', '--report is for int8.');
}

function required(name: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new KokoroError('usage', `${name} must be given.`);
}

function theOne(positionals: readonly string[], what: string): string {
  const [first] = positionals;
  if (first !== undefined && positionals.length === 1) return first;
  throw new KokoroError('usage', `Name ${what}${positionals.length > 1 ? ', and only one' : ''}.`);
}

function number(name: string, value: unknown, min: number, max: number): number {
  const result = Number(value);
  if (result >= min && result <= max) return result;
  throw new KokoroError('usage', `${name} must be a number from ${min} to ${max}.`);
}

function oneOf<T extends string>(name: string, value: unknown, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw new KokoroError('usage', `${name} must be one of ${choices.join(', ')}.`);
}

// A reader that has seen enough (`kokoro phonemize | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (isAbort(error)) {
      process.stderr.write('kokoro: interrupted\n');
      process.exitCode = 130;
      return;
    }
    process.stderr.write(`kokoro: ${messageOf(error)}\n`);
    const usage = error instanceof KokoroError && error.code === 'usage';
    if (usage) process.stderr.write('Try "kokoro --help".\n');
    if (process.env['KOKORO_DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
    process.exitCode = usage ? 2 : 1;
  },
);
