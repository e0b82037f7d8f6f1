// Trains the classifier of Japanese readings:
// node --import tsx scripts/train/japaneseReadings.mts SENTENCES NGRAMS [models/japanese/ja.readings.br]
// SENTENCES: dev.tsv of scripts/eval/japaneseSets.py. NGRAMS: data/models/text3/data.arpa of Debian's source package
// libkkc-data 0.2.7, whose words are "reading/surface". Prints how many of the training words get their reading.
// Takes two minutes.
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { nodeHost, readCompressed } from '../../src/engine/languages';
import { readJapaneseData } from '../../src/language/japanese/g2p/data';
import { kanaToIpa } from '../../src/language/japanese/g2p/ipa';
import { contextFeatures, readingFeatures, Readings } from '../../src/language/japanese/g2p/readings';
import { lengthened } from '../../src/language/japanese/normalization/numbers';
import type { TaggedWord } from '../../src/language/japanese/g2p/taggedWord';
import { Tagger } from '../../src/language/japanese/g2p/tagger';
import { entryReading } from '../../src/language/japanese/g2p/words';
import { heard, heardKana, soundsLike } from '../eval/heard.mts';
import { seeded, shuffled, writeModel } from './linear.mts';

interface Example {
  surface: string;
  right: string;
  usual: string;
  context: string[];
}

/** Indices of readings, with the numbers of their features. */
interface Problem {
  surface: string;
  features: number[][];
  right: number;
  usual: number;
}

const [sentences = '', ngrams = '', out = 'models/japanese/ja.readings.br'] = process.argv.slice(2);
const FORM = { classes: 1, buckets: 2 ** 17, features: 30_000 };
/** AdaGrad's step and the pull of each weight towards zero at each of its updates. */
const RATE = 0.1;
const DECAY = 0.002;
const EPOCHS = 6;
/** Readings that are rarer, among all or of one word, are not learned. */
const LEAST = 3;
const LEAST_SHARE = 0.01;
/** Trigrams of one word that are learned. */
const MOST_TRIGRAMS = 250;
/** How often a word of a sentence counts: sentences are what is read, trigrams come from written language. */
const SENTENCE_WEIGHT = 3;
/** Words whose usual reading in sentences, rather than in trigrams, counts. */
const KNOWN_WELL = 3;

/** Words that the trigrams know from other contexts than ours: 値 alone is あたい, the ち of 平均値 is not. */
const LEFT_OUT = new Set(['値']);

const data = readJapaneseData(await nodeHost().readData('japanese.bin'));
const tagger = new Tagger(data);
const random = seeded(3);

const known = await knownReadings();
const examples = fromSentences();
const frequent = countOf(examples.map(({ surface }) => surface));
const trigrams = await fromTrigrams();
const readings = ambiguous([...examples, ...trigrams]);
const learned = [...Array.from({ length: SENTENCE_WEIGHT }, () => examples).flat(), ...trigrams].filter(({ surface }) =>
  readings.has(surface),
);
console.log(`${readings.size} words, ${learned.length} examples, ${examples.length} words of sentences`);

const ids = new Map<string, number>();
const problems = learned.flatMap((one) => problemOf(one) ?? []);
const counts = new Uint32Array(ids.size);
for (const { features } of problems) for (const own of features) for (const id of own) counts[id]!++;
for (const problem of problems) {
  problem.features = problem.features.map((own) => own.filter((id) => counts[id]! >= LEAST));
}
const weights = new Float32Array(ids.size);
const squares = new Float32Array(ids.size).fill(1e-6);
for (let epoch = 1; epoch <= EPOCHS; epoch++) for (const problem of shuffled(problems, random)) learn(problem);
const useful = usefulWords();
// A small weight of a frequent feature decides more often than a large one of a rare feature.
const value = (id: number): number => Math.abs(weights[id]!) * Math.log(1 + counts[id]!);
const kept = [...ids]
  .filter(([feature]) => feature === '=' || (useful.has(feature.split(' ')[0]!) && !feature.endsWith(' L')))
  .sort((a, b) => value(b[1]) - value(a[1]))
  .slice(0, FORM.features)
  .map(([feature, id]) => [feature, [weights[id]!]] as const);
const header = { readings: Object.fromEntries([...readings].filter(([surface]) => useful.has(surface))) };
const bytes = writeModel(out, header, FORM, new Map(kept));
console.log(`${out}: ${Math.round(bytes / 1000)} kB, ${useful.size} words, ${kept.length} features`);
Readings.parse(await readCompressed(out), data);

/** The words of sentences whose readings are known. */
function fromSentences(): Example[] {
  return readFileSync(sentences, 'utf8')
    .trimEnd()
    .split('\n')
    .flatMap((row) => {
      const [text = '', reading = ''] = row.split('\t');
      const words = tagger.tag(text);
      return aligned(text, words, heardKana(reading)).map(({ i, right }) => example(text, words, i, right));
    });
}

/** The readings of words in kanji. */
async function knownReadings(): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  for await (const [word] of ngramsOf(1)) {
    const [reading = '', surface = ''] = word ?? [];
    if (!/^\p{Script=Han}+$/u.test(surface)) continue;
    found.set(surface, (found.get(surface) ?? new Set()).add(lengthened(reading)));
  }
  return found;
}

/** The middle words of trigrams, of those that have several readings a limited number each. */
async function fromTrigrams(): Promise<Example[]> {
  const chosen = new Map<string, { seen: number; lines: string[][] }>();
  for await (const [before, [reading = '', surface = ''] = [], after] of ngramsOf(3)) {
    if ((known.get(surface)?.size ?? 0) < 2) continue;
    const sample = chosen.get(surface) ?? { seen: 0, lines: [] };
    chosen.set(surface, sample);
    const place = sample.seen++ < MOST_TRIGRAMS ? sample.lines.length : Math.floor(random() * sample.seen);
    if (place < MOST_TRIGRAMS) sample.lines[place] = [before?.[1] ?? '', surface, after?.[1] ?? '', reading];
  }
  return [...chosen.values()].flatMap(({ lines }) => lines.flatMap(ofTrigram));
}

/** The n-grams of an order; each word is its reading and its surface. */
async function* ngramsOf(order: number): AsyncGenerator<string[][]> {
  let current = 0;
  for await (const line of createInterface({ input: createReadStream(ngrams) })) {
    if (line.startsWith('\\')) current = /^\\\d-grams/.test(line) ? Number(line.charAt(1)) : 0;
    if (current > order) return;
    if (current === order)
      yield (
        line
          .split('\t')[1]
          ?.split(' ')
          .map((word) => word.split('/')) ?? []
      );
  }
}

function ofTrigram([before = '', middle = '', after = '', reading = '']: string[]): Example[] {
  const text = before + middle + after;
  const words = tagger.tag(text);
  const end = before.length + middle.length;
  const inMiddle = words.filter((word) => word.start >= before.length && word.end <= end);
  return aligned(text, inMiddle, heardKana(reading)).map(({ i, right }) => {
    const one = example(text, words, words.indexOf(inMiddle[i]!), right);
    if ((frequent.get(one.surface) ?? 0) >= KNOWN_WELL) one.context.push('L');
    return one;
  });
}

function example(text: string, words: readonly TaggedWord[], i: number, right: string): Example {
  const surface = text.slice(words[i]!.start, words[i]!.end);
  const context = contextFeatures(text, words, i);
  return { surface, right, usual: entryReading(surface, words[i]!, data), context };
}

/** The readings of the words with which they sound like the whole; none if there is no such choice. */
function aligned(text: string, words: readonly TaggedWord[], wanted: string): { i: number; right: string }[] {
  const failed = new Set<number>();
  const choose = (i: number, from: number): string[] | undefined => {
    const word = words[i];
    if (word === undefined) return from === wanted.length ? [] : undefined;
    if (failed.has(i * 1000 + from)) return undefined;
    const surface = text.slice(word.start, word.end);
    for (const reading of possible(surface, word)) {
      const before = wanted.charAt(from - 1);
      const said = heard(before + kanaToIpa(reading)).slice(before.length);
      if (!soundsLike(said, wanted.slice(from, from + said.length)) || from + said.length > wanted.length) continue;
      const rest = choose(i + 1, from + said.length);
      if (rest !== undefined) return [reading, ...rest];
    }
    failed.add(i * 1000 + from);
    return undefined;
  };
  return (choose(0, 0) ?? [])
    .map((right, i) => ({ i, right }))
    .filter(({ i }) => /\p{Script=Han}/u.test(text.slice(words[i]!.start, words[i]!.end)));
}

/** The readings of a word: its entry's first, the others of the dictionary, and all with changed ends. */
function possible(surface: string, word: TaggedWord): Set<string> {
  const all = new Set([entryReading(surface, word, data)]);
  if (!/\p{Script=Han}/u.test(surface)) return all;
  data.lexicon.forEachAt(surface, 0, surface.length, (end, first, count) => {
    if (end !== surface.length) return;
    for (let entry = first; entry < first + count; entry++) all.add(data.lexicon.reading(entry, surface));
  });
  for (const reading of known.get(surface) ?? []) {
    if (![...all].some((other) => heardKana(other) === heardKana(reading))) all.add(reading);
  }
  for (const reading of [...all]) {
    for (const mark of ['\u3099', '\u309a']) {
      const changed = (reading.charAt(0) + mark).normalize('NFC');
      if (changed.length === 1) all.add(changed + reading.slice(1));
    }
    if (/[つくちき]$/.test(reading)) all.add(`${reading.slice(0, -1)}っ`);
  }
  return all;
}

function countOf(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

/** The words with several readings, or with another than the tagger's, and their readings. */
function ambiguous(all: readonly Example[]): Map<string, string[]> {
  const counts = countOf(all.map(({ surface, right }) => `${surface} ${right}`));
  const totals = countOf(all.map(({ surface }) => surface));
  const differing = new Set(all.filter(({ right, usual }) => right !== usual).map(({ surface }) => surface));
  const found = new Map<string, string[]>();
  for (const [pair, count] of counts) {
    const [surface = '', reading = ''] = pair.split(' ');
    if (!differing.has(surface) || LEFT_OUT.has(surface) || count < LEAST || count < LEAST_SHARE * totals.get(surface)!)
      continue;
    found.set(surface, [...(found.get(surface) ?? []), reading]);
  }
  return found;
}

/** A word with the numbers of the features of its readings; undefined if its reading is too rare. */
function problemOf({ surface, right, usual, context }: Example): Problem | undefined {
  const candidates = readings.get(surface)!;
  if (!candidates.includes(right)) return undefined;
  const features = candidates.map((reading) => readingFeatures(surface, reading, usual, context).map(idOf));
  return { surface, features, right: candidates.indexOf(right), usual: candidates.indexOf(usual) };
}

function idOf(feature: string): number {
  const id = ids.get(feature) ?? ids.size;
  ids.set(feature, id);
  return id;
}

/** A step of multinomial logistic regression with AdaGrad (Duchi et al. 2011). */
function learn({ features, right }: Problem): void {
  const scores = features.map(scoreOf);
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((a, b) => a + b, 0);
  features.forEach((own, c) => {
    for (const id of own) {
      const gradient = powers[c]! / sum - Number(c === right) + DECAY * weights[id]!;
      squares[id]! += gradient ** 2;
      weights[id]! -= (RATE * gradient) / Math.sqrt(squares[id]!);
    }
  });
}

function scoreOf(own: readonly number[]): number {
  return own.reduce((sum, id) => sum + weights[id]!, 0);
}

/** The words that the classifier reads right more often than the tagger. */
function usefulWords(): Set<string> {
  const gains = new Map<string, number>();
  let before = 0;
  let now = 0;
  for (const { surface, features, right, usual } of problems) {
    const scores = features.map(scoreOf);
    const isRight = Number(scores.indexOf(Math.max(...scores)) === right);
    const wasRight = Number(usual === right);
    before += wasRight;
    now += isRight;
    gains.set(surface, (gains.get(surface) ?? 0) + isRight - wasRight);
  }
  console.log(`right: ${before} by the tagger, ${now} by the classifier, of ${problems.length}`);
  return new Set([...gains].filter(([, gain]) => gain > 0).map(([surface]) => surface));
}
