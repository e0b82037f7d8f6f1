import { normalizeEnglish } from '../text/normalizeEnglish';
import { espeakWords } from './espeak';
import { toKokoroSymbols, type EnglishDialect } from './espeakSymbols';
import type { Language, PhonemeRun, SpokenToken } from './language';

/** Longest stretch given to espeak at once; one word alone may be longer. */
const MAX_CLAUSE_WORDS = 60;
const MAX_CLAUSE_CHARS = 300;

/** Conjunctions, relative pronouns, prepositions, determiners and auxiliaries: they lean on what follows. */
const PHRASE_STARTERS: ReadonlySet<string> = new Set(
  (
    'and or but nor so yet because although though while whereas since unless until if when whenever where which who ' +
    'whose that than as after before with without for from into onto through throughout over under between ' +
    'among against about around across along behind beyond during by via to of in on at ' +
    'the a an this these those my your his her its our their every each some any no ' +
    'is are was were be been has have had will would can could should must may might do does did'
  ).split(' '),
);

/** American or British English by espeak-ng, in misaki's symbols. */
export class English implements Language {
  readonly code: EnglishDialect;
  readonly phraseStarters = PHRASE_STARTERS;

  constructor(code: EnglishDialect) {
    this.code = code;
  }

  normalize(sentence: string): SpokenToken[] {
    return normalizeEnglish(sentence);
  }

  async phonemize(tokens: readonly SpokenToken[]): Promise<PhonemeRun[]> {
    const runs: PhonemeRun[] = [];
    for (const clause of clauses(tokens)) runs.push(...(await this.#phonemizeClause(clause)));
    return joinSilent(runs);
  }

  /** One run per token: where espeak said more or fewer words than it was given, it is asked again for each half. */
  async #phonemizeClause(clause: readonly SpokenToken[]): Promise<PhonemeRun[]> {
    const [first] = clause;
    if (first === undefined) return [];
    if (first.kind === 'punctuation') return [runOf(first, first.text)];
    const words = (
      await espeakWords(
        clause.map((token) => token.text),
        this.code,
      )
    ).map((word) => toKokoroSymbols(word, this.code));
    if (clause.length === 1) return [runOf(first, words.join(' '))];
    if (words.length === clause.length) return clause.map((token, i) => runOf(token, words[i] ?? ''));
    const middle = clause.length >> 1;
    return [
      ...(await this.#phonemizeClause(clause.slice(0, middle))),
      ...(await this.#phonemizeClause(clause.slice(middle))),
    ];
  }
}

function runOf(token: SpokenToken, phonemes: string): PhonemeRun {
  return { start: token.start, end: token.end, phonemes, spaceBefore: token.spaceBefore };
}

/** Words between punctuation marks, at most as many as espeak takes well; punctuation, numbers and the like stand alone. */
function* clauses(tokens: readonly SpokenToken[]): Generator<SpokenToken[]> {
  let clause: SpokenToken[] = [];
  let length = 0;
  for (const token of tokens) {
    const alone = token.kind === 'punctuation' || /[\d\s]/.test(token.text);
    const full = clause.length >= MAX_CLAUSE_WORDS || length + token.text.length > MAX_CLAUSE_CHARS;
    if (clause.length > 0 && (alone || full)) {
      yield clause;
      clause = [];
      length = 0;
    }
    if (alone) {
      yield [token];
    } else {
      clause.push(token);
      length += token.text.length + 1;
    }
  }
  if (clause.length > 0) yield clause;
}

/** Tokens of which espeak said nothing become part of the run before them, or after them at the beginning. */
function joinSilent(runs: readonly PhonemeRun[]): PhonemeRun[] {
  const joined: PhonemeRun[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last === undefined || (run.phonemes !== '' && last.phonemes !== '')) joined.push({ ...run });
    else {
      last.end = run.end;
      last.phonemes += run.phonemes;
    }
  }
  return joined;
}
