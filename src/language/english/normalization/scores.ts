import { cardinal } from './numbers';
import type { Match } from './sentence';

/** Words before or after the two numbers of a result. */
const WON =
  /\b(?:won|win|wins|winning|lost|lose|loses|losing|beat|beats|beating|defeat(?:ed|s)?|drew|draws?|drawn|tied|leads?|leading|led|trail(?:ed|s|ing)?|scored?|score\s(?:is|was)|victory|record|up|down|final|finished|match|game)(?:\s(?:\p{Lu}\p{L}{1,20}|them|us|him|her|by|of|at|the|a|ended|was|is|\d{1,3}[-–]\d{1,3},)){0,3}\s$/u;
const RESULT =
  /^\s(?:win|wins|loss|victory|defeat|draw|lead|record|score|vote|decision|ruling|thriller|rout|comeback)\b/;
/** Characters examined before a result. */
const NEAR = 60;

/** "They won 3-2", "a 21–14 victory". @returns 0 when the numbers are a range */
export function verbalizeScore(found: Match): number {
  if (!WON.test(found.behind(NEAR)) && !RESULT.test(found.ahead(12))) return 0;
  const { home = '', away = '', third } = found.groups;
  const scores = [home, away, ...(third === undefined ? [] : [third])];
  return found.say(scores.map(cardinal).join(' to '));
}
