import { join, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { addOwnVoice, type Gender, ownVoiceName, partsOfName, readOwnVoices, removeOwnVoice } from '../app/ownVoices';
import { cacheFolder } from '../assets/cacheFolder';
import { KokoroError } from '../common/errors';
import { isPublishedVoice } from '../kokoro/voices';
import type { LanguageCode } from '../language/language';
import { VOICE_PURPOSES, type VoicesFor } from '../speech/otherVoices';
import { ADDED_VOICES, type VoiceChoice } from '../speech/voiceSource';
import { addCommand, languageOption } from './options';
import { print, say } from './terminal';

interface AddFlags {
  name?: string;
  lang?: LanguageCode;
  gender?: Gender;
}

export function addVoice(program: Command): void {
  const voice = addCommand(program, 'voice', 'add voices of your own, or remove them');
  addCommand(voice, 'add', 'add the voices in a file, and print their names')
    .argument(
      '<file>',
      'a voice pack (.bin, .npy, .pt), or an archive of several (.npz, voices-v1.0.bin of kokoro-onnx)',
    )
    .option('--name <name>', "name of the voice (default: the file's)")
    .addOption(
      languageOption('language that the voice speaks (default: by the first letter of a name such as af_heart)'),
    )
    .addOption(
      new Option('--gender <f|m>', 'f for female, m for male (default: by the second letter)').choices(['f', 'm']),
    )
    .action(add);
  addCommand(voice, 'remove', 'remove a voice that was added')
    .argument('<name>', 'its name, see "kokoro voices"')
    .action((name: string) => removeOwnVoice(name, folder()));
}

const folder = (): string => join(cacheFolder(), ADDED_VOICES);

async function add(file: string, { name, lang, gender }: AddFlags): Promise<void> {
  const found = await readOwnVoices(file);
  if (name !== undefined && found.length > 1) throw needs(`${file} has ${found.length} voices`, 'leave out --name');
  const wanted = found.filter((voice) => name !== undefined || !isPublishedVoice(voice.name));
  const named = wanted.map((voice) => {
    const known = partsOfName(name ?? voice.name);
    const language = lang ?? known.language;
    if (language === undefined)
      throw needs(`The name ${name ?? voice.name} names no language`, 'add --lang en-us, for example');
    return { voice, name: ownVoiceName(known.rest, language, gender ?? known.gender ?? 'f') };
  });
  for (const { voice, name } of named) {
    await addOwnVoice(voice, name, folder());
    print(`${name}\n`);
  }
  const published = found.length - wanted.length;
  if (published > 0) say(`${published} of ${found.length} voices are published ones, which need not be added.`);
}

function needs(why: string, advice: string): KokoroError {
  return new KokoroError('voice-pack-invalid', `The voice cannot be added: ${why}; ${advice}.`);
}

/** Parses `--voice`: a voice pack if it looks like a path or ends in `.bin`, otherwise the name of a voice, or a blend. */
export function voiceArgument(value: string): VoiceChoice {
  return /[/\\]|\.bin$/i.test(value) ? { pack: resolve(value) } : value;
}

/** Parses one `--voice-for`: "headings=bm_george". */
export function voiceFor(value: string, others: VoicesFor = {}): VoicesFor {
  const at = value.indexOf('=');
  const purpose = VOICE_PURPOSES.find((known) => known === value.slice(0, at));
  const voice = value.slice(at + 1).trim();
  if (purpose !== undefined && voice !== '') return { ...others, [purpose]: voice };
  throw new InvalidArgumentError(
    `It must name one of ${VOICE_PURPOSES.join(', ')} and a voice, such as headings=bm_george.`,
  );
}
