import type { Pronunciation, Senses } from '../tables';
import { BE, before, DO, isCaused, isInverted, isPredicative, opensClause } from './homographContext';
import { everydaySense } from './everydayRules';

/** Words for which there are only rules. */
export const RULED: ReadonlySet<string> = new Set(['used', 'that']);

const READ_PAST: Pronunciation = ['ɹˈɛd', 'ɹˈɛd'];
const READ_PRESENT = 'DEFAULT';
const POLISH = 'DEFAULT';

const HAVE = /^(?:have|has|had|having|haven't|hasn't|hadn't|i've|you've|we've|they've)$/;
/** Words before a that-clause: verbs of saying and thinking, and conjunctions. */
const BEFORE_CLAUSE =
  /^(?:so|such|except|given|provided|now|sure|clear|true|likely|certain|possible|important|aware|confident|not(?:e|es|ed|ing)|reali[sz](?:e|es|ed|ing)|ensur(?:e|es|ed|ing)|means?|meant|meaning|know|knows|knew|known|knowing|sa(?:y|ys|id|ying)|th(?:ink|inks|ought|inking)|assum(?:e|es|ed|ing)|believ(?:e|es|ed|ing)|suggest(?:s|ed|ing)?|indicat(?:e|es|ed|ing)|impl(?:y|ies|ied|ying)|guarante(?:e|es|ed|eing)|stat(?:e|es|ed|ing)|specif(?:y|ies|ied|ying)|remember|warn(?:s|ed|ing)?|verif(?:y|ies|ied|ying)|confirm(?:s|ed|ing)?|hop(?:e|es|ed|ing)|expect(?:s|ed|ing)?|conclude[sd]?|explain(?:s|ed|ing)?|notic(?:e|es|ed|ing)|understand|imagine|recall|argue[sd]?|discover(?:s|ed)?|determine[sd]?|log|logs|idea|fact|assumption)$/;
const PAST_TIME = /^(?:yesterday|ago|earlier|previously|recently|once)$/;
const HABIT = /^(?:always|often|usually|whenever|never|rarely|sometimes|now)$/;
const EVERY_TIME =
  /\b(?:every|each) (?:time|second|minute|hour|day|night|morning|week|month|year|start|startup|frame|tick)\b/;
/** Nouns that "read" modifies: "read access". */
const READ_THINGS =
  /^(?:access|permissions?|operations?|requests?|locks?|mode|only|replicas?|writes?|performance|latency|throughput|timeouts?|speed|rights|side|path|buffers?|capacity|endpoints?|preference|concern|cache|methods?|functions?|calls?|quer(?:y|ies)|apis?|privileges|streams?|pointer|heads?|errors?|consistency|models?|receipts?|counts?)$/;
/** Nouns after the verb "close" in a compound: "the close button". */
const CLOSERS =
  /^(?:buttons?|events?|handlers?|methods?|calls?|callbacks?|functions?|icons?|tags?|braces?|brackets?|paren(?:s|thesis|theses)?|commands?|actions?|frames?|codes?|reasons?|quotes?)$/;
/** Nouns after the adjective "close". */
const NEAR_THINGS =
  /^(?:match(?:es)?|look|attention|friends?|relatives?|proximity|relation(?:ship)?|approximation|analogue|second|call|reading|analogy|resemblance|range|eye|watch|contact|cousin)$/;
const SMALL_THINGS =
  /^(?:details?|amounts?|differences?|changes|quantit(?:y|ies)|fractions?|traces|particles|variations?|scale)$/;
const METAL =
  /^(?:metals?|paint|pipes?|zinc|tin|copper|solder|soldering|acid|ore|alloys?|toxic|poison|poisoning|contamination|mercury|bullets?|exposure|rohs|batter(?:y|ies)|plumbing|glass|pencils?|drinking|gasoline|soil)$/;
/** Before "of lead". */
const AMOUNT_OF =
  /^(?:made|out|traces?|levels?|amounts?|full|pounds?|ounces?|kilograms?|tons?|tonnes?|sheets?|pieces?|layers?)$/;

/**
 * The pronunciation of a homograph by a rule that is more reliable than the classifier, which was trained on an
 * encyclopedia and not on manuals; undefined when no rule applies.
 * @param word in lower case
 */
export function ruledSense(
  word: string,
  words: readonly string[],
  tags: readonly string[],
  i: number,
): Pronunciation | undefined {
  const at = (j: number): string => (words[i + j] ?? '').toLowerCase();
  const whole = at(0) === word;
  const everyday = whole ? everydaySense(word, words, tags, i) : undefined;
  if (everyday !== undefined) return everyday;
  switch (word) {
    case 'read':
      return whole ? senseOfRead(words, tags, i) : READ_PRESENT; // "read-only"
    case 'that':
      return whole ? senseOfThat(words, tags, i) : undefined;
    case 'used':
      return at(1) === 'to' ? senseOfUsedTo(words, tags, i) : 'DEFAULT';
    case 'lead':
      if ((at(-1) === 'of' && AMOUNT_OF.test(at(-2))) || (BE.test(at(-1)) && at(-2) === 'there'))
        return ['lˈɛd', 'lˈɛd'];
      return (tags[i] ?? '').startsWith('NN') && words.some((other) => METAL.test(other.toLowerCase()))
        ? ['lˈɛd', 'lˈɛd']
        : 'DEFAULT';
    case 'wound':
      return /^(?:up|down|back|around|round|onto|through)$/.test(at(1)) ? 'VBD' : undefined;
    case 'wind':
      return /^(?:up|down|back)$/.test(at(1)) && tags[i] !== 'NN' ? 'VERB' : undefined;
    case 'tear':
      return /^(?:down|up|apart|off|out|away|it|them|the|this|that)$/.test(at(1)) ? 'VERB' : undefined;
    case 'content':
      return /^(?:with|to)$/.test(at(1)) && !/^(?:DT|JJ|NN|PRP\$)/.test(tags[i - 1] ?? '') ? 'DEFAULT' : undefined;
    case 'close':
      if (CLOSERS.test(at(1)) && at(-1) !== 'a') return 'NOUN';
      if (/^(?:a|very|too|as|so)$/.test(at(-1)) && NEAR_THINGS.test(at(1))) return 'DEFAULT';
      if (/^(?:always|never|also|automatically|please)$/.test(at(-1)) && (tags[i + 1] ?? '').startsWith('NN'))
        return 'NOUN';
      if (at(1) === 'to' && tags[i] !== 'VB') return 'DEFAULT';
      // "It's close.", "so close", "stay close": predicative.
      if (isPredicative(words, tags, i) && !/^(?:DT|PRP)/.test(tags[i + 1] ?? '')) return 'DEFAULT';
      return tags[i] === 'VB' && /^(?:DT|PRP)/.test(tags[i + 1] ?? '') ? 'NOUN' : undefined;
    case 'invalid':
      // The sick person stands alone: "the invalid could not walk".
      return /^(?:NN|JJ|VBG)/.test(tags[i + 1] ?? '') || isPredicative(words, tags, i) ? 'DEFAULT' : undefined;
    case 'polish':
      // The people and their language are capitalized, also inside a sentence.
      if (whole && words[i] === 'polish') return POLISH;
      if (whole && words[i] === 'Polish' && !opensClause(words, i)) return ['pˈOlɪʃ', 'pˈQlɪʃ'];
      return i === 0 && /^(?:DT|PRP|IN$|RP$)/.test(tags[1] ?? '') ? POLISH : undefined;
    case 'minute':
      return SMALL_THINGS.test(at(1)) && !/^CD$/.test(tags[i - 1] ?? '') ? 'ADJ' : undefined;
    case 'resume':
      if (/^(?:buttons?|commands?|the|a)$/.test(at(1))) return 'DEFAULT';
      return /^(?:DT|PRP\$)/.test(tags[i - 1] ?? '') ? ['ɹˈɛzəmˌA', 'ɹˈɛzjʊmA'] : undefined;
    case 'row':
      return 'DEFAULT';
    case 'job':
      return at(-1) === 'of' && at(-2) === 'book' ? undefined : 'DEFAULT';
    default:
      return undefined;
  }
}

/** Before nouns only: "this", "that" and "her" stand before verbs, too. */
const NOUN_FOLLOWS =
  /^(?:an?|the|no|any|every|each|another|my|your|his|our|their|of|for|with|without|into|under|during|despite)$/;

/** Trusts the tag of a noun or verb when the neighbouring words agree: "to use.", "the use", "Use the …". */
export function plainSense(
  senses: Senses,
  word: string,
  words: readonly string[],
  tags: readonly string[],
  i: number,
): Pronunciation | undefined {
  const [noun, verb] = senses.get(word) ?? [];
  if (!noun || !verb?.[0].endsWith('_vrb') || (words[i] ?? '').toLowerCase() !== word) return undefined;
  const tag = tags[i] ?? '';
  const opens = opensClause(words, i);
  const previous = before(words, tags, i);
  if (
    /^(?:i|we|they)$/.test(previous) ||
    (isInverted(words, tags, i) && (!/^NNS?$/.test(tags[i - 1] ?? '') || /one$|body$/i.test(words[i - 1] ?? '')))
  )
    return verb[1];
  if (opens && tags[i + 1] === 'PRP') return verb[1];
  if (isCaused(words, tags, i)) return verb[1];
  const isNounHere = NOUN_FOLLOWS.test((words[i - 1] ?? '').toLowerCase()) && word !== 'tear';
  if (isNounHere || (tags[i - 1] === 'CD' && word.endsWith('s'))) return noun[1];
  if (/^VBP?$/.test(tag) && (opens || DO.test(previous) || /^(?:i|you|we|they|,)$/.test(previous))) return verb[1];
  // "Increment the counter", "Servers house the data": with an object, a verb.
  if ((opens || tags[i - 1] === 'NNS') && /^(?:DT|PRP\$)$/.test(tags[i + 1] ?? '')) return verb[1];
  if (
    previous === 'to' &&
    /^(?:$|[.,;:!?)]|the|a|an|it|them|this|that|these|your)$/.test((words[i + 1] ?? '').toLowerCase())
  )
    return verb[1];
  if (tag.startsWith('NN') && /^(?:DT|PRP\$)$/.test(tags[i - 1] ?? '')) return noun[1];
  return undefined;
}

/** Whether "that" is a stressed pronoun or determiner ("I know that.") or an unstressed conjunction. */
function senseOfThat(words: readonly string[], tags: readonly string[], i: number): Pronunciation | undefined {
  const opens = opensClause(words, i);
  const [next = '.', after = '.'] = [tags[i + 1], tags[i + 2]];
  const previous = (words[i - 1] ?? '').toLowerCase();
  const follows = (words[i + 1] ?? '').toLowerCase();
  if (follows === 'of' || (/^[.,;:!?)”]$/.test(next) && !(next === ':' && BEFORE_CLAUSE.test(previous)))) return 'DT'; // "similar to that of"
  if (BEFORE_CLAUSE.test(previous)) return 'DEFAULT';
  if ((tags[i - 1] ?? '').startsWith('VB') && !BE.test(previous)) {
    const ends = /^(?:[.,;:!?)”—]|CC|IN|TO)/.test(after);
    // "Pass that directly", "getting that sorted", "invoke that function and".
    if (next === 'RB' && ends) return 'DT';
    if (/^VB[GN]$/.test(tags[i - 1] ?? '') && next === 'VBN') return 'DT';
    if (/^NN?$/.test(next) && ends && !follows.endsWith('thing')) return 'DT';
  }
  if (!opens && /^(?:DT|PRP\$?|IN|MD|VB[DPZ]|RB|WRB|EX|TO)$/.test(next)) return 'DEFAULT';
  return undefined;
}

/** "Used to" has an unvoiced s for habits and familiarity, a voiced one for purposes ("the tool used to build"). */
function senseOfUsedTo(words: readonly string[], tags: readonly string[], i: number): Pronunciation {
  const HABIT_OF = 'VBD';
  const previous = before(words, tags, i);
  const tag = tags.slice(0, i).findLast((other) => other !== 'RB') ?? '.';
  const isVerb = /^VBP?$/.test(tags[i + 2] ?? '') && !/\p{L}{2}ing$/u.test(words[i + 2] ?? '');
  if (/^(?:get|gets|got|getting|gotten|become|became|grow|grew)$/.test(previous)) return HABIT_OF;
  if (BE.test(previous)) return isVerb || /^(?:RB|VBN)$/.test(tags[i + 2] ?? '') ? 'DEFAULT' : HABIT_OF;
  if (HAVE.test(previous)) return 'DEFAULT';
  if (/^(?:be|have)$/.test((words[i + 2] ?? '').toLowerCase())) return HABIT_OF;
  if (tag === 'PRP' || /^(?:there|this|that|who|which|it)$/.test(previous)) return HABIT_OF;
  if (!tag.startsWith('NN') || !isVerb) return 'DEFAULT';
  return hasVerb(tags, i) ? 'DEFAULT' : HABIT_OF;
}

/** Whether the clause around a word has another finite verb. */
function hasVerb(tags: readonly string[], i: number): boolean {
  for (let j = i - 1; j >= 0 && !/^[.!?:;(“—…]$/.test(tags[j] ?? ''); j--) {
    if (/^(?:VB[ZPDG]?|MD|IN)$/.test(tags[j] ?? '')) return true;
  }
  for (let j = i + 3; j < tags.length && !/^[.!?:;]$/.test(tags[j] ?? ''); j++) {
    if (/^(?:VB[ZD]|MD)$/.test(tags[j] ?? '')) return true;
  }
  return !/^[.!?]$/.test(tags.at(-1) ?? '');
}

/** The tense of "read", by the words before it, expressions of time, and other verbs. */
function senseOfRead(words: readonly string[], tags: readonly string[], i: number): Pronunciation | undefined {
  const previous = before(words, tags, i);
  if (DO.test(previous) || isCaused(words, tags, i)) return READ_PRESENT;
  if (READ_THINGS.test((words[i + 1] ?? '').toLowerCase()) && !HAVE.test(previous)) return READ_PRESENT;
  if (HAVE.test(previous) || BE.test(previous)) return READ_PAST;
  const lower = words.map((word) => word.toLowerCase());
  const clause = lower.slice(0, i).findLastIndex((word) => /^[.,;:!?—()“”]$/.test(word)) + 1;
  const isQuestion = words.slice(i).find((word) => /^[.?!]$/.test(word)) === '?';
  if (isQuestion && HAVE.test(lower[clause] ?? '')) return READ_PAST; // "Have you read …?"
  if (isQuestion && DO.test(lower[clause] ?? '')) return READ_PRESENT;
  if (i === clause || previous === '')
    return /^(?:by|from|out|in)$/.test(lower[i + 1] ?? '') && /^(?:VBD|VBN)$/.test(tags[i] ?? '')
      ? READ_PAST
      : READ_PRESENT;
  if (/^(?:he|she|it)$/.test(previous) || (previous === 'who' && i - 1 === clause)) return READ_PAST;
  if (lower.some((word) => PAST_TIME.test(word)) || /\blast (?:night|week|month|year|time)\b/.test(lower.join(' ')))
    return READ_PAST;
  if (lower.some((word) => HABIT.test(word)) || EVERY_TIME.test(lower.join(' '))) return READ_PRESENT;
  if (/^(?:and|or|then|but)$/.test(previous)) {
    const verb = tags.slice(0, i).findLast((tag) => /^VB[DPZ]?$/.test(tag));
    if (verb !== undefined) return verb === 'VBD' ? READ_PAST : READ_PRESENT;
  }
  if (/^(?:we|you|they|who)$/.test(previous))
    return tags.some((tag, j) => tag === 'VBD' && j !== i) ? READ_PAST : READ_PRESENT;
  // "The client read the response": in the present it would be "reads".
  if (
    /^NNP?$/.test(tags.slice(0, i).findLast((tag) => tag !== 'RB') ?? '') &&
    /^(?:DT|PRP\$?|CD|“|NNP)$/.test(tags[i + 1] ?? '') &&
    !lower.slice(clause, i).some((word) => DO.test(word))
  )
    return READ_PAST;
  if (/^(?:DT|JJ|NN)$/.test(tags[i - 1] ?? '') && (tags[i] ?? '').startsWith('NN')) return READ_PRESENT; // "each read"
  return undefined;
}
