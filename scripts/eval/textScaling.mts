// Finds inputs that take more than linear time: node --import tsx scripts/eval/textScaling.mts [LANGUAGE…]
// Sends repeated hostile fragments through the whole pipeline except the model, as Markdown and as plain text. Prints
// the CPU time to the
// first and to the last chunk for texts of N and 4 N characters, and marks the fragments whose time grows faster than
// their length.
// Takes some minutes per language.
import type { SpeakingModel } from '../../src/engine/speaker';
import { speakText } from '../../src/engine/stream';
import { VOCABULARY } from '../../src/kokoro/vocabulary';
import { PACK_ROWS, STYLE_SIZE, VoicePack } from '../../src/kokoro/voicePack';
import { LANGUAGE_CODES } from '../../src/language/languages';

// Imported dynamically; see speed.mts.
const { languages } = await import('../../src/engine/languages');

const LENGTH = 16_000;
/** Shorter times are noise, ms. */
const NOISE = 200;
/** Fragments whose repetition strains some part of the pipeline: Markdown syntax, then special text. */
const FRAGMENTS: readonly string[] = [
  ...['a\n===\n', 'a\n---\n', 'a\n>\n', '> a\n', '- a\n', '- a\n  - b\n', '1. a\n', '-\n', '# a\n', 'a\n\n', 'a\n'],
  ...['[', '](', '[a](b)', '[a][b]', '[a]: b\n', '[a]: b\n\n[a]', '[^a]', '![', '![a](b)', '[k](/kˈO/)'],
  ...['<a', '<a ', '<a>', '</a>', '<!--', '<!', '<?', '<script', '<script>', '&', '&amp;', '&#x41;'],
  ...['`', '``', '` ', '```\n', '*', '*a', '_a', '~~', '|', '| a |\n', 'a|b\n-|-\n', '\\', '\\\\', '#', '#a '],
  ...['$', '1.', '1/', '1-', '1,', '12 ', '1e5', '5%', '5 kg ', '$5', '2024-01-01', '12:30', '1.2.3', '0xff', '::1'],
  ...['"', '(', "'", "'s ", 'A.', 'A. ', 'e.g. ', 'Mr. ', '@', 'a@', 'http://', 'www.', 'a-', 'a_', 'a.b', 'a/', '::'],
  ...['-', '--', '=', '->', '^2', '{', '…', '!', ', ', '\t', ' ', '\r\n', '\u200b', '\0', '\ud800'],
  ...['a', 'A', 'aA', 'BBAAB', 'IV', '😀', '👨‍👩‍👧', '🇩🇪', '日', '。', '「', 'ア', 'ｱﾞ', 'a\u0301', 'क', '१', 'é'],
];

/** Stands in for the model and takes no time. */
const model: SpeakingModel = {
  ...{ path: '', vocabulary: VOCABULARY, has: () => Promise.resolve(false) },
  ...{ reportsDurations: false, realTimeFactor: undefined },
  run: () => Promise.resolve({ audio: new Float32Array(24) }),
};
const pack = new VoicePack(new Float32Array(PACK_ROWS * STYLE_SIZE));
const cpuTime = (): number => (process.cpuUsage().user + process.cpuUsage().system) / 1000;

const codes = process.argv.length > 2 ? process.argv.slice(2) : LANGUAGE_CODES;
for (const code of LANGUAGE_CODES.filter((known) => codes.includes(known))) {
  const language = await languages.load(code);
  const read = async (text: string, format: 'plain' | 'markdown'): Promise<{ first: number; all: number }> => {
    const request = { text, format, codeBlocks: 'read', emoji: 'read', speed: 1, from: 0 } as const;
    const began = cpuTime();
    let first: number | undefined;
    const speaker = { model, gain: 1, pack, language };
    for await (const { phonemes } of speakText(request, speaker)) if (phonemes !== '') first ??= cpuTime() - began;
    const all = cpuTime() - began;
    return { first: first ?? all, all };
  };
  await read('Some words to warm up. '.repeat(300), 'markdown');
  for (const format of ['markdown', 'plain'] as const) {
    for (const fragment of FRAGMENTS) {
      const text = (length: number): string => fragment.repeat(Math.ceil(length / fragment.length));
      const short = await read(text(LENGTH), format);
      const long = await read(text(4 * LENGTH), format);
      const grows = long.all > 8 * short.all + NOISE || long.first > 4 * short.first + NOISE;
      const times = [short.first, long.first, short.all, long.all].map((time) => time.toFixed(0).padStart(6)).join(' ');
      console.log(
        `${grows ? 'GROWS ' : '      '}${code.padEnd(6)}${format.padEnd(9)}${times} ms  ${JSON.stringify(fragment)}`,
      );
    }
  }
}
