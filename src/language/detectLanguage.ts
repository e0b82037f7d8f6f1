import type { LanguageCode } from './language';

/** Frequent little words that no other of these languages has, or has seldom. */
const WORDS: Readonly<Record<'en-us' | 'es' | 'fr' | 'it' | 'pt-br', ReadonlySet<string>>> = {
  'en-us': words('the and of to is that for with are this be it as on by from or you can not an have which will your'),
  es: words(
    'el los las una del que para con por como más pero sus este esta son está puede también cuando muy y hay ser',
  ),
  fr: words('le les des une du que pour dans est pas sur avec ce cette sont vous nous ne qui au aux mais ou être plus'),
  it: words(
    'il gli della che per con non una sono questo questa più anche come nel dei delle alla essere viene può di è',
  ),
  'pt-br': words(
    'os uma do da dos das não para com que por mais como você ao seu sua são está também pode isso em é ser',
  ),
};
/** Only so much of a text is looked at, and so many words must speak for a language. */
const MAX_LENGTH = 20_000;
const LEAST_WORDS = 4;
/** The share of a text's letters that must be of a script. */
const MOST = 0.25;

/**
 * The language that a text is written in, by its script or its little words; undefined where it is short or mixed.
 * English is `en-us`: spelling hardly tells British from American.
 */
export function detectLanguage(text: string): LanguageCode | undefined {
  const prose = text
    .slice(0, MAX_LENGTH)
    .replace(/```[^]*?(?:```|$)|`[^`\n]*`|https?:\S+/g, ' ')
    .toLowerCase();
  const letters = prose.match(/\p{L}/gu)?.length ?? 0;
  const share = (script: RegExp): number => (prose.match(script)?.length ?? 0) / Math.max(1, letters);
  if (share(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu) > MOST / 2) return 'ja';
  if (share(/\p{Script=Han}/gu) > MOST) return 'zh';
  if (share(/\p{Script=Devanagari}/gu) > MOST) return 'hi';
  const found = prose.match(/\p{L}+/gu) ?? [];
  const counts = Object.entries(WORDS).map(
    ([code, known]) => [code as keyof typeof WORDS, found.filter((word) => known.has(word)).length] as const,
  );
  const [best, second] = counts.sort((a, b) => b[1] - a[1]);
  if (!best || best[1] < LEAST_WORDS || best[1] < 1.5 * (second?.[1] ?? 0)) return undefined;
  return best[0];
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
