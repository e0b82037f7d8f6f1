import type { Pronunciation } from '../tables';
import { before, DO, isInverted, isPredicative, tagBefore } from './homographContext';

/** What is said of a word when others are near that show its meaning. */
const TOPICS: Readonly<Record<string, readonly (readonly [said: Pronunciation, near: RegExp])[]>> = {
  bass: [
    [
      'DEFAULT',
      /^(?:fish\w*|caught|catch\w*|lakes?|rivers?|ponds?|grilled|fried|baked|dinner|lunch|sea|striped|largemouth|smallmouth|hook\w*|fillets?|rods?|bait|trout|salmon)$/,
    ],
  ],
  bow: [
    [
      'DEFAULT',
      /^(?:arrows?|archer\w*|ribbons?|tied?|ties|tying|violin\w*|cello|fiddle|strings?|hair|shoot\w*|shot|hunt\w*|quiver|gift|quarterback|rosin)$/,
    ],
    [
      'VERB',
      /^(?:ships?|boats?|deck|stern|sail\w*|vessels?|starboard|anchor|head|heads|king|queen|emperor|actors?|curtain|stage|audience|applause|take|takes|took|taking)$/,
    ],
  ],
  tear: [
    [
      'DEFAULT',
      /^(?:eyes?|cheeks?|face|cry|cries|cried|crying|weep\w*|sob\w*|shed|wiped?|wiping|rolled|funeral|sad\w*|single|drops?|glands?)$/,
    ],
  ],
  sow: [['NOUN', /^(?:pig\w*|boars?|mud|litter|pens?|hogs?|sty)$/]],
};
const FIGHT =
  /^(?:blazing|heated|furious|bitter|public|terrible|awful|huge|massive|big|almighty|flaming|nasty|violent)$/;
/** After "close", these show that it is near. */
const NEAR_BY = /^(?:by|enough|together|behind)$/;
/** Verbs before "close" as an adverb. */
const KEPT =
  /^(?:stand|stands|stood|standing|sit|sits|sat|sitting|coming|keep|keeps|kept|hold|holds|held|hug|move|moved|draw|drew|live|lives|lived|living|grow|grew|grown|remain|remained|bring|brought|stick|stuck)$/;
const PERFORMED =
  /^(?:better|best|perform(?:s|ed|ing)?|play(?:s|ed|ing)?|sing|sings|sang|sung|singing|broadcast|aired|shown|heard|seen|watch(?:es|ed|ing)?|recorded|stream(?:s|ed|ing)?|coming|go|goes|went|going|gone)$/;
const ON_AIR = /^(?:tv|television|air|radio|stage|youtube|twitch|concert|stadium|arena|studio)$/;
const OBJECT = /^(?:it|them|him|her|us|me)$/;
const SUBJECT = /^(?:i|we|you|they|who|people)$/;
/** After "a minute", these show that it is a time. */
const OF_TIME =
  /^(?:hands?|marks?|man|steak|books?|breaks?|timers?|calls?|walks?|drive|ride|later|ago|or|more|longer)$/;
const SCHOLAR =
  /^(?:man|men|woman|women|society|societies|scholars?|friends?|colleagues?|professors?|judges?|journals?)$/;
const OLD = /^(?:man|men|woman|women|father|mother|parents?|aunt|uncle|person|people|relatives?|grand\w+|lady|couple)$/;

/**
 * The pronunciation of a homograph in conversation, which the classifier's encyclopedia has little of; undefined when no
 * rule applies. @param word in lower case; the token at `i`
 */
export function everydaySense(
  word: string,
  words: readonly string[],
  tags: readonly string[],
  i: number,
): Pronunciation | undefined {
  const at = (j: number): string => (words[i + j] ?? '').toLowerCase();
  const tag = (j: number): string => tags[i + j] ?? '';
  const previous = before(words, tags, i);
  const determined = /^(?:DT|PRP\$|JJ[RS]?|CD|POS)$/.test(tag(-1));
  const beforeNoun = /^(?:NN|JJ|VBG)/.test(tag(1));
  const isVerb = DO.test(previous) || isInverted(words, tags, i);
  for (const [said, near] of TOPICS[word] ?? []) if (words.some((other) => near.test(other.toLowerCase()))) return said;
  switch (word) {
    case 'invalid':
      return /^(?:an|the|this|that)$/.test(at(-1)) && /^(?:IN|VB[DZ]|MD|W|[.,;!?])/.test(tag(1)) ? 'NOUN' : undefined;
    case 'upset':
      if (tag(-2) === 'DT' && !tag(-1).startsWith('RB') && !beforeNoun) return 'NOUN';
      return (determined && !beforeNoun) || at(-1) === 'stomach' ? 'NOUN' : 'DEFAULT';
    case 'close':
      if (NEAR_BY.test(at(1)) || (KEPT.test(previous) && !/^(?:DT|PRP)/.test(tag(1)))) return 'DEFAULT';
      if (at(1) === 'one' && at(-1) === 'a') return 'DEFAULT';
      if (isVerb && !isPredicative(words, tags, i) && at(1) !== 'to') return 'NOUN';
      return /^(?:we|they|you|i)$/.test(at(-1)) && at(1) !== 'to' ? 'NOUN' : undefined;
    case 'live':
      return liveSense(words, tags, i);
    case 'lives':
      if (determined) return 'DEFAULT';
      return /^(?:NN|NNP|WP|WDT)$/.test(tagBefore(words, tags, i)) ||
        /^(?:he|she|it|nobody|everyone|who)$/.test(previous)
        ? 'VERB'
        : undefined;
    case 'wind':
      return isVerb && (previous !== 'to' || /^(?:DT|PRP|RP)/.test(tag(1))) && !beforeNoun ? 'VERB' : undefined;
    case 'winds':
      return /^(?:through|along|around|past|between|its|up|down|across|into|toward)$/.test(at(1)) &&
        /^NNP?$/.test(tag(-1))
        ? 'VERB'
        : undefined;
    case 'tear':
      return determined && /^(?:in|through|across)$/.test(at(1)) ? 'VERB' : isVerb && !beforeNoun ? 'VERB' : undefined;
    case 'content':
      if (!isPredicative(words, tags, i) || beforeNoun) return undefined;
      return /^(?:he|she|i|i'm|we|we're|they|they're|you|you're|he's|she's)$/.test(at(-1)) ||
        /^(?:look|looks|looked|seem|seems|seemed|feel|feels|felt)$/.test(previous) ||
        /^(?:just|here|with|to|as)$/.test(at(1))
        ? 'DEFAULT'
        : undefined;
    case 'dove':
      return /^(?:in|into|off|under|down|for|from|to|left|forward|head|headfirst|right|straight|deep|after)$/.test(
        at(1),
      ) && !determined
        ? 'VERB'
        : undefined;
    case 'sow':
      return determined ? 'NOUN' : 'DEFAULT';
    case 'bow':
      if (isVerb || /^(?:to|before|down|out)$/.test(at(1))) return 'VERB';
      return /^(?:of|and)$/.test(at(1)) && at(2) === 'the' ? 'VERB' : undefined;
    case 'row':
      if (/^(?:about|over)$/.test(at(1)) && determined) return ['ɹˈW', 'ɹˈW'];
      return FIGHT.test(at(-1)) || (at(-1) === 'another' && /^(?:had|have|having)$/.test(at(-2)))
        ? ['ɹˈW', 'ɹˈW']
        : undefined;
    case 'wound':
      return /^(?:i|he|she|we|they|it|you)$/.test(previous) ? 'VBD' : undefined;
    case 'minute':
      if (/^(?:so|too|very|most|extremely)$/.test(at(-1))) return 'ADJ';
      return at(-1) === 'a' && tag(1).startsWith('NN') && !OF_TIME.test(at(1)) ? 'ADJ' : undefined;
    case 'refuse':
      if (isVerb || SUBJECT.test(previous) || at(1) === 'to') return 'DEFAULT';
      return determined ? 'NOUN' : undefined;
    case 'learned':
      return SCHOLAR.test(at(1)) || /^(?:very|most|more)$/.test(at(-1)) ? 'ADJ' : undefined;
    case 'blessed':
      return (determined || at(-1) === 'whole') && tag(1).startsWith('NN') ? ['blˈɛsɪd', 'blˈɛsɪd'] : undefined;
    case 'aged':
      if (tag(1) === 'CD') return 'DEFAULT';
      return OLD.test(at(1)) || (at(-1) === 'the' && !beforeNoun) ? ['ˈAʤɪd', 'ˈAʤɪd'] : undefined;
    case 'moped':
      return determined
        ? 'DEFAULT'
        : /^(?:around|about|all)$/.test(at(1)) || SUBJECT.test(previous)
          ? 'VERB'
          : undefined;
    case 'elaborate':
      return isVerb || at(1) === 'on' ? 'DEFAULT' : undefined;
    default:
      return undefined;
  }
}

/** "Live" as a verb, or as an adjective and adverb. */
function liveSense(words: readonly string[], tags: readonly string[], i: number): Pronunciation | undefined {
  const at = (j: number): string => (words[i + j] ?? '').toLowerCase();
  const previous = before(words, tags, i);
  const beforeNoun = (tags[i + 1] ?? '').startsWith('NN');
  if (at(-1) === 'long') return 'VERB';
  if (PERFORMED.test(at(-1)) || words.slice(i + 1, i + 5).some((other) => ON_AIR.test(other.toLowerCase())))
    return 'DEFAULT';
  if (OBJECT.test(at(-1)) && !/^(?:let|lets|makes?|made|helps?|helped|see|saw)$/.test(at(-2))) return 'DEFAULT';
  if (at(-1) === 'you' && at(-2) === 'to') return 'DEFAULT';
  if (isPredicative(words, tags, i)) return 'DEFAULT';
  if (DO.test(previous)) return beforeNoun && previous === 'to' ? 'DEFAULT' : 'VERB';
  if (isInverted(words, tags, i)) return 'VERB';
  if (SUBJECT.test(previous) || (tags[i - 1] === 'NNS' && !beforeNoun)) return 'VERB';
  return /^(?:DT|PRP\$)$/.test(tags[i - 1] ?? '') && beforeNoun ? 'DEFAULT' : undefined;
}
