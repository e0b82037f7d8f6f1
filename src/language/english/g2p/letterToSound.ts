import type { Disposable } from '../../../common/disposable';
import type { LanguageHost, Network } from '../../host';
import type { EnglishDialect } from '../dialect';
import { applyStress, PRIMARY, SECONDARY } from './stress';

/** The model's alphabets, as in scripts/train/letter_to_sound.py; index 0 is padding or silence. */
const LETTERS = "abcdefghijklmnopqrstuvwxyz'";
const PHONEMES = Array.from('AIOQWYabdfhijklmnpstuvwzæðŋɐɑɒɔəɛɜɡɪɹɾʃʊʌʒʤʧˈˌːθᵊᵻʔ');
const SYMBOLS = PHONEMES.length + 1;
/** Output slots for each letter. */
const SLOTS = 2;
/** Letters per piece; a longer word is split. */
const LONGEST = 40;
const PIECE = new RegExp(`.{1,${LONGEST}}`, 'g');
/** Words per run of the model. */
const BATCH = 32;

/** The style of pronunciation: the lexicons', or espeak's, which misaki uses for unknown words. */
export type PronunciationStyle = 'lexicon' | 'espeak';

/** Predicts pronunciations from spelling with a small recurrent network (see scripts/train/letter_to_sound.py). */
export class LetterToSound implements Disposable {
  readonly #network: Network;
  readonly #way: bigint;
  readonly #style: PronunciationStyle;

  private constructor(network: Network, dialect: EnglishDialect, style: PronunciationStyle) {
    this.#network = network;
    this.#way = (dialect === 'en-us' ? 0n : 1n) + (style === 'lexicon' ? 0n : 2n);
    this.#style = style;
  }

  static async load(host: LanguageHost, dialect: EnglishDialect, style: PronunciationStyle): Promise<LetterToSound> {
    return new LetterToSound(await host.loadNetwork('letter-to-sound.onnx'), dialect, style);
  }

  /** Each word's phonemes in misaki's raw symbols; '' for a word without letters from a to z. */
  async phonemize(words: readonly string[]): Promise<string[]> {
    const pieces = words.flatMap((word, i) => piecesOf(word).map((letters) => ({ i, letters })));
    const said = words.map(() => '');
    for (let at = 0; at < pieces.length; at += BATCH) {
      const batch = pieces.slice(at, at + BATCH);
      const phonemes = await this.#run(batch.map(({ letters }) => letters));
      for (const [row, { i }] of batch.entries()) said[i] = (said[i] ?? '') + (phonemes[row] ?? '');
    }
    return said;
  }

  dispose(): void {
    this.#network.dispose();
  }

  async #run(words: readonly string[]): Promise<string[]> {
    const length = Math.max(...words.map((word) => word.length));
    const letters = new BigInt64Array(words.length * length);
    for (const [row, word] of words.entries()) {
      for (let i = 0; i < word.length; i++) letters[row * length + i] = BigInt(LETTERS.indexOf(word.charAt(i)) + 1);
    }
    const count = words.length;
    const scores = await this.#network.run({
      letters: { data: letters, dims: [count, length] },
      dialect: { data: new BigInt64Array(count).fill(this.#way), dims: [count] },
      lengths: { data: BigInt64Array.from(words, (word) => BigInt(word.length)), dims: [count] },
    });
    return words.map((word, row) => {
      const said = decode(scores, row * length * SLOTS, word.length * SLOTS);
      return this.#style === 'espeak' && said.includes(PRIMARY) ? said : oneStress(said);
    });
  }
}

/** The likeliest symbol of each slot, without repetitions and blanks (best path decoding, Graves et al. 2006). */
function decode(scores: Float32Array, from: number, slots: number): string {
  let said = '';
  let before = 0;
  for (let slot = from; slot < from + slots; slot++) {
    let best = 0;
    for (let symbol = 1; symbol < SYMBOLS; symbol++) {
      if ((scores[slot * SYMBOLS + symbol] ?? 0) > (scores[slot * SYMBOLS + best] ?? 0)) best = symbol;
    }
    if (best !== before && best > 0) said += PHONEMES[best - 1] ?? '';
    before = best;
  }
  return said;
}

/** Leaves exactly one primary stress; without one, the first secondary stress or else the first vowel gets it. */
function oneStress(phonemes: string): string {
  const first = phonemes.indexOf('ˈ');
  if (first < 0) return phonemes.includes(SECONDARY) ? phonemes.replace(SECONDARY, PRIMARY) : applyStress(phonemes, 2);
  return phonemes.slice(0, first + 1) + phonemes.slice(first + 1).replaceAll('ˈ', 'ˌ');
}

function piecesOf(word: string): string[] {
  const letters = Array.from(word.toLowerCase())
    .filter((letter) => LETTERS.includes(letter))
    .join('');
  return letters.match(PIECE) ?? [];
}
