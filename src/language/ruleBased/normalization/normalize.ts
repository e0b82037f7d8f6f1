import { type EmojiNames, NO_EMOJI } from '../../emoji';
import type { SpokenToken } from '../../language';
import { type ClassRule, completeRules } from '../../semioticClasses';
import { verbalizeCurrencyCode, verbalizeCurrencySign } from './currencySigns';
import {
  verbalizeDate,
  verbalizeDayOfMonth,
  verbalizeHour,
  verbalizeShortDate,
  verbalizeTime,
  verbalizeYear,
} from './calendar';
import { verbalizeEmoji } from './emoji';
import { verbalizeFraction, verbalizeVulgar } from './fractions';
import { type Part, partsOf } from './lexer';
import {
  verbalizeCardinal,
  verbalizeDecimal,
  verbalizeDuration,
  verbalizeHash,
  verbalizeMeasure,
  verbalizeMoney,
  verbalizeOrdinal,
  verbalizeVersion,
} from './quantities';
import { Sentence } from './sentence';
import {
  verbalizeDash,
  verbalizeMark,
  verbalizeMathSign,
  verbalizeOperator,
  verbalizePower,
  verbalizeRange,
  verbalizeScore,
  verbalizeSign,
  verbalizeSymbol,
} from './symbols';
import { verbalizeCode, verbalizeTelephone, verbalizeTelephoneDigits } from './telephones';
import type { VerbalizationRules } from './verbalizationRules';
import {
  verbalizeAbbreviation,
  verbalizeInitials,
  verbalizeMonth,
  verbalizeRomanNumeral,
  verbalizeTimes,
  verbalizeWord,
} from './words';

/** Says one kind of part. */
interface PartRule extends ClassRule {
  readonly kind: string;
  /** @returns false if the part is something else, which a later rule says */
  readonly verbalize: (part: Part, sentence: Sentence) => boolean;
}

/** Accepts every part of a kind. */
function always(verbalize: (part: Part, sentence: Sentence) => void): PartRule['verbalize'] {
  return (part, sentence) => {
    verbalize(part, sentence);
    return true;
  };
}

/** The rules of all rule-based languages, in the order in which they are tried; parts without one are silent. */
const RULES = completeRules([
  {
    kind: 'emoji',
    semiotic: 'emoji',
    verbalize: always((part, sentence) => verbalizeEmoji(part, sentence, normalizeWith)),
  },
  { kind: 'hash', semiotic: 'electronic', verbalize: always(verbalizeHash) },
  { kind: 'international', semiotic: 'telephone', verbalize: always(verbalizeTelephone) },
  { kind: 'telephone', semiotic: 'telephone', verbalize: always(verbalizeTelephone) },
  { kind: 'hyphenated', semiotic: 'telephone', verbalize: always(verbalizeTelephone) },
  { kind: 'date', semiotic: 'date', verbalize: always(verbalizeDate) },
  { kind: 'time', semiotic: 'time', verbalize: always(verbalizeTime) },
  { kind: 'number', semiotic: 'money', verbalize: verbalizeMoney },
  { kind: 'number', semiotic: 'telephone', verbalize: verbalizeTelephoneDigits },
  { kind: 'number', semiotic: 'address', verbalize: verbalizeCode },
  { kind: 'number', semiotic: 'ordinal', verbalize: verbalizeOrdinal },
  { kind: 'number', semiotic: 'fraction', verbalize: verbalizeFraction },
  { kind: 'number', semiotic: 'date', verbalize: verbalizeDayOfMonth },
  { kind: 'number', semiotic: 'date', verbalize: verbalizeShortDate },
  { kind: 'number', semiotic: 'date', verbalize: verbalizeYear },
  { kind: 'number', semiotic: 'time', verbalize: verbalizeHour },
  { kind: 'number', semiotic: 'duration', verbalize: verbalizeDuration },
  { kind: 'number', semiotic: 'measure', verbalize: verbalizeMeasure },
  { kind: 'number', semiotic: 'version', verbalize: verbalizeVersion },
  { kind: 'number', semiotic: 'decimal', verbalize: verbalizeDecimal },
  { kind: 'number', semiotic: 'cardinal', verbalize: always(verbalizeCardinal) },
  { kind: 'vulgar', semiotic: 'fraction', verbalize: always(verbalizeVulgar) },
  { kind: 'exponent', semiotic: 'math', verbalize: always(verbalizePower) },
  { kind: 'initials', semiotic: 'abbreviation', verbalize: always(verbalizeInitials) },
  { kind: 'word', semiotic: 'money', verbalize: verbalizeCurrencyCode },
  { kind: 'word', semiotic: 'math', verbalize: verbalizeTimes },
  { kind: 'word', semiotic: 'date', verbalize: verbalizeMonth },
  { kind: 'word', semiotic: 'abbreviation', verbalize: verbalizeAbbreviation },
  { kind: 'word', semiotic: 'roman', verbalize: verbalizeRomanNumeral },
  { kind: 'word', verbalize: always(verbalizeWord) },
  { kind: 'operator', semiotic: 'math', verbalize: always(verbalizeOperator) },
  { kind: 'dash', semiotic: 'range', verbalize: verbalizeRange },
  { kind: 'dash', semiotic: 'math', verbalize: verbalizeSign },
  { kind: 'dash', verbalize: always(verbalizeDash) },
  { kind: 'ellipsis', verbalize: always(({ at, end }, sentence) => sentence.mark('…', at, end)) },
  { kind: 'mark', verbalize: always(verbalizeMark) },
  { kind: 'symbol', semiotic: 'money', verbalize: verbalizeCurrencySign },
  { kind: 'symbol', semiotic: 'score', verbalize: verbalizeScore },
  { kind: 'symbol', semiotic: 'range', verbalize: verbalizeRange },
  { kind: 'symbol', semiotic: 'math', verbalize: verbalizeSign },
  { kind: 'symbol', semiotic: 'math', verbalize: verbalizeMathSign },
  { kind: 'symbol', verbalize: always(verbalizeSymbol) },
  { kind: 'space', verbalize: always((_, sentence) => sentence.space()) },
] as const satisfies readonly PartRule[]);

const BY_KIND: ReadonlyMap<string, readonly PartRule[]> = new Map(
  Array.from(new Set(RULES.map(({ kind }) => kind)), (wanted) => [wanted, RULES.filter(({ kind }) => kind === wanted)]),
);

/**
 * Normalizes a sentence into spoken words and Kokoro's punctuation marks.
 * @param emoji names of emoji; emoji without a name are silent
 */
export function normalizeWith(rules: VerbalizationRules, text: string, emoji: EmojiNames = NO_EMOJI): SpokenToken[] {
  const sentence = new Sentence(text, rules, emoji);
  for (const part of partsOf(sentence.text)) {
    if (part.end > sentence.verbalizedTo) verbalizePart(part, sentence);
  }
  return sentence.tokens;
}

function verbalizePart(part: Part, sentence: Sentence): void {
  const electronic = sentence.isElectronic(part.at);
  for (const { semiotic, verbalize } of BY_KIND.get(part.kind) ?? []) {
    // A number in an address is nothing else: no amount, no measure.
    if (electronic && part.kind === 'number' && semiotic !== 'version' && semiotic !== 'cardinal') continue;
    sentence.semiotic = electronic ? 'electronic' : semiotic;
    const accepted = verbalize(part, sentence);
    sentence.semiotic = undefined;
    if (accepted) return;
  }
}
