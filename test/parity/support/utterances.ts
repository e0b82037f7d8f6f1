import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import calibration from '../../../models/calibration.json';
import { readMarkdown } from '../../../src/document/markdown';
import { languages } from '../../../src/engine/languages';
import { cutUtterance } from '../../../src/engine/planner';
import { joinSegments, type LanguageCode } from '../../../src/language/language';
import { languageOf, LANGUAGES } from '../../../src/language/languages';
import { splitSentences } from '../../../src/language/sentences';
import type { Case } from './cases';
import { ROOT } from './reference';

/** Female and male voices, American and British, one of them whispering. */
const ENGLISH_VOICES = [
  ...['af_heart', 'af_nicole', 'af_sky', 'am_fenrir', 'am_onyx'],
  ...['bf_emma', 'bf_isabella', 'bm_george', 'bm_lewis'],
];
/** How many sentences of this project's documents each of them begins; KOKORO_TEST_FULL=1 takes more. */
const SENTENCES_EACH = process.env['KOKORO_TEST_FULL'] === '1' ? 7 : 2;
/** Phonemes of an utterance: 1.5 to 3.5 s of speech. */
const SHORTEST = 18;
const LONGEST = 38;

/** Sentences that the voices of other languages speak in turn. */
const OTHERS: readonly { voices: readonly string[]; sentences: readonly string[] }[] = [
  {
    voices: ['ef_dora', 'em_alex'],
    sentences: ['¿Quién ha movido la escalera?', 'El archivo nuevo pesa muy poco.', 'Vuelve mañana, si no llueve.'],
  },
  {
    voices: ['ff_siwis'],
    sentences: ['Où as-tu rangé la lampe ?', 'Le fichier est trop grand.', 'Nous partirons dès que tout sera prêt.'],
  },
  {
    voices: ['hf_alpha', 'hm_omega'],
    sentences: ['आज मौसम बहुत अच्छा है।', 'यह फ़ाइल कहाँ रखी है?', 'कृपया दरवाज़ा बंद कर दीजिए।'],
  },
  {
    voices: ['if_sara', 'im_nicola'],
    sentences: ['Hai spento la luce in cucina?', 'La prova è finita senza errori.', 'Domani ci alziamo presto.'],
  },
  {
    voices: ['jf_alpha', 'jm_kumo'],
    sentences: ['明日は雨が降るそうです。', 'この本はとても面白いです。', '設定を開いてください。'],
  },
  {
    voices: ['pf_dora', 'pm_alex'],
    sentences: ['Você já fechou a janela?', 'O programa leu todas as linhas.', 'Amanhã vai fazer frio.'],
  },
  {
    voices: ['zf_xiaobei', 'zm_yunxi'],
    sentences: ['今天下午我们去公园散步。', '这个文件太大了。', '你能不能再说一遍?'],
  },
];

/**
 * Some forty short utterances outside the calibration set of the INT8 model, over eighty in the full test: the
 * beginnings of sentences from this project's documents, and some sentences in each other language.
 */
export async function utterances(): Promise<Case[]> {
  const english = await documentSentences();
  const texts = [
    ...ENGLISH_VOICES.flatMap((voice, i) =>
      english.slice(i * SENTENCES_EACH, (i + 1) * SENTENCES_EACH).map((text) => ({ voice, text })),
    ),
    ...OTHERS.flatMap(({ voices, sentences }) =>
      sentences.map((text, i) => ({ voice: voices[i % voices.length] ?? '', text })),
    ),
  ];
  const known = new Set(calibration.map(({ phonemes }) => phonemes));
  const cases: Case[] = [];
  for (const { voice, text } of texts) {
    const phonemes = await beginningOf(text, languageOf(voice));
    if (!known.has(phonemes)) cases.push({ voice, speed: 1, noise: 'random', phonemes });
  }
  return cases;
}

/**
 * Sentences of the documents, ordered by digest: if one changes, most others keep their voices, and PyTorch need not
 * speak them again.
 */
async function documentSentences(): Promise<string[]> {
  const docs = (await readdir(join(ROOT, 'docs'))).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`);
  const found = new Set<string>();
  for (const name of ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', ...docs]) {
    const source = await readFile(join(ROOT, name), 'utf8');
    for (const { kind, text } of readMarkdown(source, { codeBlocks: 'skip', phrases: LANGUAGES['en-us'].phrases })) {
      if (kind !== 'paragraph' && kind !== 'item') continue;
      for (const sentence of splitSentences(text)) {
        if ((await beginningOf(sentence.text, 'en-us')).length >= SHORTEST) found.add(sentence.text);
      }
    }
  }
  const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
  return [...found].sort((a, b) => (digest(a) < digest(b) ? -1 : 1));
}

/** The phonemes of a sentence, or of the first phrase of a long one. */
async function beginningOf(text: string, code: LanguageCode): Promise<string> {
  const language = await languages.load(code);
  const runs = await language.phonemize(language.normalize(text));
  const planned = runs.map((run) => {
    const startsPhrase = language.phraseBoundaryWords.has(text.slice(run.start, run.end).toLowerCase());
    return { ...run, startsPhrase };
  });
  const phonemes = joinSegments(cutUtterance(planned, LONGEST)[0]);
  return /[.!?…;:,—]["”)]*$/.test(phonemes) ? phonemes : `${phonemes},`;
}
