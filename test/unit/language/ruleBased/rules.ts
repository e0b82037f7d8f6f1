import { FRENCH } from '../../../../src/language/french/verbalize';
import { HINDI } from '../../../../src/language/hindi/verbalize';
import { ITALIAN } from '../../../../src/language/italian/verbalize';
import { PORTUGUESE } from '../../../../src/language/portuguese/verbalize';
import type { RuleBasedLanguageCode } from '../../../../src/language/ruleBased/g2p/ruleData';
import type { VerbalizationRules } from '../../../../src/language/ruleBased/normalization/verbalizationRules';
import { SPANISH } from '../../../../src/language/spanish/verbalize';

/** The rules of every rule-based language. */
export const RULES: Readonly<Record<RuleBasedLanguageCode, VerbalizationRules>> = {
  es: SPANISH,
  fr: FRENCH,
  hi: HINDI,
  it: ITALIAN,
  'pt-br': PORTUGUESE,
};
