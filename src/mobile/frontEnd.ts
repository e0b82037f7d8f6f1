import { messageOf } from '../common/errors';
import type { IntegerTensor, LanguageHost, Network } from '../language/host';
import type { LanguageCode } from '../language/language';
import { LanguageLoader } from '../language/loader';
import { type Utterance, utterancesOf } from './utterances';

export { MappedText } from '../document/mappedText';
export { LanguageLoader };

/** What the front end waits for, or its answer. `poll` returns it as JSON. */
type State =
  /** Call `provideData` with the content of this data file. */
  | { need: 'data'; name: string }
  /** Run this network on the inputs and call `provideScores` with the values of its output. */
  | { need: 'network'; name: string; inputs: Record<string, { data: number[]; dims: readonly number[] }> }
  | { utterance: Utterance }
  /** The language is loaded, or the text has ended. */
  | { done: true }
  | { error: string };

let state: State = { done: true };
let loader = new LanguageLoader(createHost());
let vocabulary: ReadonlyMap<string, number> = new Map();
let utterances: AsyncGenerator<Utterance, void, number> | undefined;
/** Settles what `state` waits for. */
let provided: (value: unknown) => void = () => undefined;

/** Loads a language. @param symbols the content of vocabulary.json */
export function open(language: LanguageCode, symbols: Readonly<Record<string, number>>): void {
  vocabulary = new Map(Object.entries(symbols));
  utterances = undefined;
  settle(loader.loadFor(language, vocabulary).then(() => ({ done: true })));
}

/** Begins a text; `next` then yields its utterances. The language must be open. */
export function read(language: LanguageCode, text: string): void {
  settle(
    loader.loadFor(language, vocabulary).then((loaded) => {
      utterances = utterancesOf(text, loaded, vocabulary);
      return { done: true };
    }),
  );
}

/** Prepares the next utterance. @param seconds the sound of the utterance before it, its pause included; first 0 */
export function next(seconds: number): void {
  if (utterances === undefined) throw new Error('There is no text: call read first.');
  settle(
    utterances.next(seconds).then((result) => (result.done === true ? { done: true } : { utterance: result.value })),
  );
}

/** What the front end needs or has, as JSON: a `State`. Call it after each of the other functions. */
export function poll(): string {
  return JSON.stringify(state);
}

/** Answers `{"need": "data"}`. */
export function provideData(bytes: ArrayBuffer): void {
  provided(new Uint8Array(bytes));
}

/** Answers `{"need": "network"}`. @param scores the values of the network's only output, row by row */
export function provideScores(scores: readonly number[]): void {
  provided(Float32Array.from(scores));
}

/** Frees the languages and their data. */
export function close(): void {
  loader = new LanguageLoader(createHost());
  utterances = undefined;
  state = { done: true };
}

/** A promise's result becomes the state. Until then it may ask for data, one file at a time. */
function settle(work: Promise<State>): void {
  work.then(
    (result) => (state = result),
    (error: unknown) => (state = { error: messageOf(error) }),
  );
}

/** The host asks through `state`, because some engines of phones cannot call back. */
function createHost(): LanguageHost {
  let turn: Promise<unknown> = Promise.resolve();
  const ask = <T>(question: State): Promise<T> => {
    const answer = turn.then(
      () =>
        new Promise<T>((resolve) => {
          state = question;
          provided = resolve as (value: unknown) => void;
        }),
    );
    turn = answer;
    return answer;
  };
  return {
    readData: (name) => ask({ need: 'data', name }),
    loadNetwork: (name) => Promise.resolve(networkOf(name, ask)),
  };
}

function networkOf(name: string, ask: <T>(question: State) => Promise<T>): Network {
  const plain = ({ data, dims }: IntegerTensor) => ({ data: Array.from(data, Number), dims });
  return {
    run: (inputs) => {
      const lists = Object.entries(inputs).map(([key, tensor]) => [key, plain(tensor)] as const);
      return ask({ need: 'network', name, inputs: Object.fromEntries(lists) });
    },
    dispose: () => undefined,
  };
}
