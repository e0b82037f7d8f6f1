import { createInterface } from 'node:readline';
import { type Command, Option } from 'commander';
import { languages } from '../engine/languages';
import type { ChineseModel } from '../language/chinese/chinese';
import { explain } from '../language/explain';
import { joinSegments, joinTokens, type Language, type LanguageCode, type SpokenToken } from '../language/language';
import { Dictionary } from '../language/lexicon/dictionary';
import { normalizeWith } from '../language/lexicon/normalizeWith';
import { addCommand, languageOption } from './options';
import { pronunciationsOption, readPronunciations } from './pronunciations';
import { print } from './terminal';

interface LanguageFlags {
  lang: LanguageCode;
  model: ChineseModel;
}

export function addPhonemize(program: Command): void {
  const description = 'convert each line of standard input to Kokoro phonemes';
  withLanguage(addCommand(program, 'phonemize', description))
    .addOption(pronunciationsOption())
    .action(async (flags: LanguageFlags & { pronunciations?: string }) => {
      const pronunciations = await readPronunciations(flags.pronunciations);
      const dictionary = Dictionary.of(pronunciations(), flags.lang);
      await convert(flags, async (language, line) =>
        joinSegments(await language.phonemize(normalizeWith(language, dictionary, line).tokens)),
      );
    });
}

export function addNormalize(program: Command): void {
  const description = 'convert each line of standard input to the words that are spoken';
  withLanguage(addCommand(program, 'normalize', description))
    .option('--explain', 'print for each stretch of a line what it was taken for, its text and the words, with tabs')
    .action((flags: LanguageFlags & { explain?: true }) =>
      convert(flags, (language, line) => {
        const tokens = language.normalize(line);
        return flags.explain === true ? explainLine(line, tokens) : joinTokens(tokens);
      }),
    );
}

/** One line for each stretch, and an empty one at the end. */
function explainLine(line: string, tokens: readonly SpokenToken[]): string {
  return explain(tokens)
    .map((stretch) => `${stretch.taken}\t${line.slice(stretch.start, stretch.end)}\t${joinTokens(stretch.tokens)}\n`)
    .join('');
}

function withLanguage(command: Command): Command {
  return command
    .addOption(languageOption('language of the lines').default('en-us'))
    .addOption(
      new Option('--model <version>', 'for zh: version of the model, which determines the phonemes')
        .choices(['v1.0', 'v1.1-zh'])
        .default('v1.0'),
    );
}

async function convert(
  { lang, model }: LanguageFlags,
  convertLine: (language: Language, line: string) => string | Promise<string>,
): Promise<void> {
  process.stdout.once('error', () => process.exit(0)); // the reader closed the pipe, as in `kokoro phonemize | head`
  const language = lang === 'zh' ? await languages.loadChinese(model) : await languages.load(lang);
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    print(`${await convertLine(language, line)}\n`);
  }
}
