// Trains the classifier of homographs:
// node --import tsx scripts/train/homographs.mts FOLDER [models/english/homographs.br]
// Data: WikipediaHomographData, see homographData.mts. Needs models/english/tagger.br. Prints the accuracy on the eval
// split, which it never trains on. Takes a minute.
import { nodeHost, readCompressed } from '../../src/engine/languages';
import { HashedModel } from '../../src/language/data/hashedModel';
import { homographFeatures } from '../../src/language/english/g2p/homographs';
import { Tagger, wordsOf } from '../../src/language/english/g2p/tagger';
import { loadEnglishTables } from '../../src/language/english/tables';
import { readHomographs } from './homographData.mts';
import { seeded, shuffled, writeModel } from './linear.mts';

interface Example {
  features: string[];
  /** The class that is right, and those that the word has. */
  right: number;
  classes: number[];
}

const [folder = '', out = 'models/english/homographs.br'] = process.argv.slice(2);
const CLASSES = 3;
const FORM = { classes: CLASSES, buckets: 2 ** 18, features: 100_000 };
/** AdaGrad's step and the pull of each weight towards zero at each of its updates. */
const RATE = 0.03;
const DECAY = 0.001;
const EPOCHS = 40;

const { senses: allSenses } = await loadEnglishTables(nodeHost());
const tagger = Tagger.parse(await readCompressed(new URL('../../models/english/tagger.br', import.meta.url).pathname));
const [train, held] = [read('train.tsv'), read('eval.tsv')];
const weights = new Map<string, Float32Array>();
const squares = new Map<string, Float32Array>();
const random = seeded(2);
for (let epoch = 1; epoch <= EPOCHS; epoch++) for (const example of shuffled(train, random)) learn(example);
const bytes = writeModel(out, {}, FORM, weights);
console.log(`${out}: ${Math.round(bytes / 1000)} kB, ${weights.size} features seen`);

const model = HashedModel.parse(await readCompressed(out));
const right = held.filter((example) => {
  const scores = new Int32Array(CLASSES);
  model.score(example.features, scores);
  return (
    example.classes.reduce((most, c) => (scores[c]! > scores[most]! ? c : most), example.classes[0]!) === example.right
  );
}).length;
console.log(
  `eval: ${right} of ${held.length} right, ${((100 * right) / held.length).toFixed(2)} %, by the classifier alone`,
);

/** A step of multinomial logistic regression with AdaGrad (Duchi et al. 2011). */
function learn({ features, right, classes }: Example): void {
  const scores = new Float64Array(CLASSES);
  for (const feature of features) for (const c of classes) scores[c]! += weights.get(feature)?.[c] ?? 0;
  const most = Math.max(...classes.map((c) => scores[c]!));
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = classes.reduce((total, c) => total + powers[c]!, 0);
  for (const feature of features) {
    const row = rowOf(weights, feature, 0);
    const square = rowOf(squares, feature, 1e-6);
    for (const c of classes) {
      const gradient = powers[c]! / sum - Number(c === right) + DECAY * row[c]!;
      square[c]! += gradient ** 2;
      row[c]! -= (RATE * gradient) / Math.sqrt(square[c]!);
    }
  }
}

function rowOf(rows: Map<string, Float32Array>, feature: string, initial: number): Float32Array {
  const row = rows.get(feature) ?? new Float32Array(CLASSES).fill(initial);
  rows.set(feature, row);
  return row;
}

function read(name: string): Example[] {
  return readHomographs(folder, name).map(({ homograph, wordid, tokens, index }) => {
    const senses = allSenses.get(homograph.toLowerCase()) ?? [];
    const right = senses.findIndex(([name]) => name === wordid);
    if (right < 0) throw new Error(`${name}: homographs.tsv has no ${wordid}`);
    const features = homographFeatures(senses, homograph.toLowerCase(), wordsOf(tokens), tagger.tag(tokens), index);
    return { features, right, classes: [...senses.keys()] };
  });
}
