// Trains the tagger: node --import tsx scripts/train/tagger.mts UD_English-EWT HOMOGRAPHS [models/english/tagger.br]
// Data: UD_English-EWT, a checkout of github.com/UniversalDependencies/UD_English-EWT (CC BY-SA 4.0): its training
// documents
// (not-to-release/file-lists/files.train), and our own sentences in scripts/train/imperatives.txt, because EWT has few
// imperatives and no
// technical prose. HOMOGRAPHS (see homographData.mts) helps to tell nouns from verbs. Prints the accuracy on EWT's dev
// and test files.
// Takes a minute.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCompressed } from '../../src/engine/languages';
import { featuresOf, sureTag, Tagger, wordsOf } from '../../src/language/english/g2p/tagger';
import { readHomographs } from './homographData.mts';
import { seeded, shuffled, writeModel } from './linear.mts';
import { AveragedPerceptron } from './perceptron.mts';

interface Sentence {
  words: string[];
  tags: string[];
}
/** A sentence in which the class of one word is known. */
interface Hint {
  words: string[];
  index: number;
  allowed: readonly string[];
}
/** The tags that a sense allows, by the ending of its name. */
const CLASSES: readonly (readonly [ending: RegExp, tags: readonly string[]])[] = [
  [/_adj-nou$/, ['JJ', 'NN', 'NNS', 'NNP', 'NNPS']],
  [/_nou$/, ['NN', 'NNS', 'NNP', 'NNPS']],
  [/_adj$/, ['JJ', 'VBN']],
  [/_vrb$/, ['VB', 'VBP', 'VBZ', 'VBD', 'VBN']],
];

const [folder = '', homographs = '', out = 'models/english/tagger.br'] = process.argv.slice(2);
/** Features that occur less often are noise. */
const LEAST_SEEN = 3;
const FORM = { buckets: 2 ** 17, features: 50_000 };
const EPOCHS = 8;
/** How often each epoch repeats our own sentences. */
const OWN_WEIGHT = 2;
const IS_MARK = /^[^\p{L}\p{N}]+$/u;

const notes = join(folder, 'not-to-release');
const documents = readFileSync(join(notes, 'file-lists', 'files.train'), 'utf8')
  .split('\n')
  .filter(Boolean);
const train = documents.flatMap((name) => readConllu(join(notes, 'sources', name)));
const own = readFileSync(new URL('imperatives.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.includes('/'))
  .map(readTagged);
console.log(`${train.length} sentences of EWT, ${own.length} of our own`);

const hints = readHomographs(homographs, 'train.tsv').flatMap(({ wordid, tokens, index }): Hint[] => {
  const allowed = CLASSES.find(([ending]) => ending.test(wordid))?.[1];
  return allowed ? [{ words: wordsOf(tokens), index, allowed }] : [];
});
const sure = sureWords([...train, ...own]);
const tags = [...new Set([...train, ...own].flatMap((sentence) => sentence.tags))]
  .filter((tag) => !IS_MARK.test(tag))
  .sort();
const seen = [...train, ...own].flatMap(({ words, tags: gold }) => words.map((_, i) => featuresOf(words, gold, i)));
for (const { words, index } of hints) seen.push(featuresOf(words, [], index));
const perceptron = new AveragedPerceptron(tags.length, seen, LEAST_SEEN);
const random = seeded(1);
for (let epoch = 1; epoch <= EPOCHS; epoch++) {
  let right = 0;
  let count = 0;
  const sentences = [...train, ...Array.from({ length: OWN_WEIGHT }, () => own).flat()];
  for (const { words, tags: gold } of shuffled(sentences, random)) {
    const chosen: string[] = [];
    for (const [i, tag] of gold.entries()) {
      const known = knownTag(words[i]!);
      if (known !== undefined) {
        chosen.push(known);
        continue;
      }
      const features = featuresOf(words, chosen, i);
      const best = argmax(perceptron.score(features));
      perceptron.learn(features, tags.indexOf(tag), best);
      chosen.push(tags[best]!);
      right += Number(tags[best] === tag);
      count++;
    }
  }
  for (const hint of shuffled(hints, random)) learnHint(hint);
  console.log(`epoch ${epoch}: ${((100 * right) / count).toFixed(2)} % of the ambiguous words`);
}
const header = { tags, sure: Object.fromEntries(sure) };
const bytes = writeModel(out, header, { ...FORM, classes: tags.length }, perceptron.averaged());
console.log(`${out}: ${Math.round(bytes / 1000)} kB`);

const tagger = Tagger.parse(await readCompressed(out));
for (const name of ['dev', 'test']) {
  const file = join(folder, `en_ewt-ud-${name}.conllu`);
  let right = 0;
  let count = 0;
  for (const { words, tags: gold } of readConllu(file)) {
    const tokens = words.map((text) => ({
      kind: IS_MARK.test(text) ? ('punctuation' as const) : ('word' as const),
      text,
      start: 0,
      end: 0,
      spaceBefore: true,
    }));
    for (const [i, tag] of tagger.tag(tokens).entries()) {
      if (IS_MARK.test(words[i]!)) continue;
      right += Number(tag === gold[i]);
      count++;
    }
  }
  console.log(`${name}: ${((100 * right) / count).toFixed(2)} % of ${count} words`);
}

/** Tags a sentence up to the word of known class, and trains towards the likeliest tag of that class. */
function learnHint({ words, index, allowed }: Hint): void {
  const chosen: string[] = [];
  for (let i = 0; i < index; i++)
    chosen.push(knownTag(words[i]!) ?? tags[argmax(perceptron.score(featuresOf(words, chosen, i)))]!);
  if (knownTag(words[index]!) !== undefined) return;
  const features = featuresOf(words, chosen, index);
  const scores = perceptron.score(features);
  const best = argmax(scores);
  const within = argmax(scores.map((score, i) => (allowed.includes(tags[i]!) ? score : -Infinity)));
  perceptron.learn(features, allowed.includes(tags[best]!) ? best : within, best);
}

/** The tag of punctuation (itself), numbers, and words that have only one tag. */
function knownTag(word: string): string | undefined {
  return IS_MARK.test(word) ? word : sureTag(word, sure);
}

function argmax(scores: Float64Array): number {
  return scores.reduce((best, score, i) => (score > scores[best]! ? i : best), 0);
}

/** Words that occur at least 30 times and have the same tag in 99.7 % of cases. */
function sureWords(sentences: readonly Sentence[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { words, tags: gold } of sentences) {
    for (const [i, word] of words.entries()) {
      const byTag = counts.get(word.toLowerCase()) ?? new Map<string, number>();
      byTag.set(gold[i]!, (byTag.get(gold[i]!) ?? 0) + 1);
      counts.set(word.toLowerCase(), byTag);
    }
  }
  const certain = new Map<string, string>();
  for (const [word, byTag] of counts) {
    const total = [...byTag.values()].reduce((sum, count) => sum + count, 0);
    const [tag, most] = [...byTag].sort((a, b) => b[1] - a[1])[0]!;
    if (total >= 30 && most / total >= 0.997 && !IS_MARK.test(word)) certain.set(word, tag);
  }
  return certain;
}

/** "Read/VB the/DT docs/NNS ./." */
function readTagged(line: string): Sentence {
  const pairs = line
    .trim()
    .split(/\s+/)
    .map((pair) => [pair.slice(0, pair.lastIndexOf('/')), pair.slice(pair.lastIndexOf('/') + 1)] as const);
  return { words: pairs.map(([word]) => word), tags: pairs.map(([, tag]) => tag) };
}

/**
 * Reads sentences and splits them like our normalizer: contractions and hyphenated words are one token, with the tag of
 * the verb or noun
 * before the apostrophe, or of the part after the last hyphen; digits become number words.
 */
function readConllu(file: string): Sentence[] {
  return readFileSync(file, 'utf8')
    .split(/\n\s*\n/)
    .map((block) => {
      const sentence: Sentence = { words: [], tags: [] };
      let until = 0; // the last token of a contraction
      let glued = false;
      for (const line of block.split('\n')) {
        const [id = '', form = '', , , xpos = '', , , , , misc = ''] = line.split('\t');
        if (line.startsWith('#') || id === '' || id.includes('.')) continue;
        if (id.includes('-')) {
          until = Number(id.split('-')[1]);
          sentence.words.push(form);
          sentence.tags.push('');
          glued = misc.includes('SpaceAfter=No');
          continue;
        }
        const last = sentence.words.length - 1;
        const spaceAfter = !misc.includes('SpaceAfter=No');
        if (Number(id) <= until) {
          if (sentence.tags[last] === '') sentence.tags[last] = xpos;
          continue;
        }
        const before = sentence.words[last] ?? '';
        const joins =
          glued &&
          ((form === '-' && /[\p{L}\p{N}]$/u.test(before)) ||
            (before.endsWith('-') && before.length > 1 && /^[\p{L}\p{N}]/u.test(form)) ||
            (/^['’]s?$/.test(form) && xpos === 'POS'));
        if (joins) {
          sentence.words[last] = before + form;
          if (form !== '-' && xpos !== 'POS') sentence.tags[last] = xpos;
        } else {
          sentence.words.push(/^\d[\d.,]*$/.test(form) ? 'five' : form);
          sentence.tags.push(IS_MARK.test(form) ? form : xpos);
        }
        glued = !spaceAfter;
      }
      return sentence;
    })
    .filter(({ words }) => words.length > 0);
}
