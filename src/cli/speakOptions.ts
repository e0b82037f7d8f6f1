import { type Command, Option } from 'commander';
import {
  CODE_BLOCK_MODES,
  type CodeBlockMode,
  PUNCTUATION_LEVELS,
  type PunctuationLevel,
  VOICE_ROLES,
} from '../document/block';
import { type Markup, MARKUPS } from '../document/markup';
import type { SpeakSettings } from '../app/audioExport/settings';
import { loadVoicePack } from '../engine/voicePackFile';
import { MAX_SPEED, MIN_SPEED } from '../kokoro/speed';
import { DEFAULT_VOICE } from '../kokoro/voices';
import { EMOJI_MODES, type EmojiMode } from '../language/emojiMode';
import type { LanguageCode } from '../language/language';
import { bestVoice } from '../language/voices';
import type { VoicesFor } from '../speech/otherVoices';
import { fileName, integerFrom, languageOption, numberFrom } from './options';
import { pronunciationsOption } from './pronunciations';
import { voiceArgument, voiceFor } from './voice';

/** The options that say how texts are spoken. */
export interface SpeakFlags {
  voice?: string;
  lang?: LanguageCode;
  speed: number;
  threads: number;
  model?: string;
  codeBlocks: CodeBlockMode;
  emoji: EmojiMode;
  codePunctuation: PunctuationLevel;
  markup?: Markup;
  voiceFor?: VoicesFor;
  mixedLanguages?: boolean;
  pronunciations?: string;
}

/** Adds the options that say how texts are spoken. */
export function addSpeakOptions(command: Command): Command {
  return command
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
    .addOption(pronunciationsOption())
    .option('--threads <n>', 'threads that run the model; 0 uses one per physical core', integerFrom(0, 256), 0);
}

/**
 * How texts are spoken, by the options. A bad voice pack is reported before any work is done.
 * @throws KokoroError `voice-pack-invalid`
 */
export async function speakSettings(flags: SpeakFlags): Promise<SpeakSettings> {
  const { lang: language, speed, codeBlocks, codePunctuation, emoji, markup, mixedLanguages } = flags;
  const voice = voiceArgument(flags.voice ?? (language === undefined ? DEFAULT_VOICE : bestVoice(language).name));
  if (typeof voice !== 'string') await loadVoicePack(voice.pack);
  const voicesFor = flags.voiceFor;
  return { voice, language, speed, codeBlocks, codePunctuation, emoji, markup, voicesFor, mixedLanguages };
}
