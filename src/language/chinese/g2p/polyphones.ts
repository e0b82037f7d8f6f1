/** How a character that is a word of its own is read between certain neighbours. */
interface ContextReading {
  /** The end of the text before it, or the beginning of the text behind it. */
  before?: RegExp;
  after?: RegExp;
  syllable: string;
}

const NUMERAL = '[零〇一二三四五六七八九十百千万亿两半几负第]';
/** "约", "达" and the like between a quality and its amount: 长约一百米. */
const AMOUNT = new RegExp(`^(?:约|大约|近|达|逾|超过?|不足|仅|只有)?${NUMERAL}`, 'u');
const COUNTED = new RegExp(`(?:${NUMERAL}|[数多每各])$`, 'u');

/** The dictionaries of readings know words; these are single characters, whose meaning their neighbours tell. */
const CONTEXTS: ReadonlyMap<string, readonly ContextReading[]> = new Map([
  [
    '长',
    [
      { after: AMOUNT, syllable: 'chang2' },
      { before: /[很太更最较不好多特全总越挺宽]$/u, syllable: 'chang2' },
    ],
  ],
  [
    '为',
    [
      { after: AMOUNT, syllable: 'wei2' },
      { before: /(?:分别|平均|[均约仅皆即称名作成变转改升降增减]|总[^，。]{0,3})$/u, syllable: 'wei2' },
    ],
  ],
  ['率', [{ after: /^[^，。、；,;.]{0,5}[军兵部众队团师骑]/u, syllable: 'shuai4' }]],
  ['行', [{ before: COUNTED, syllable: 'hang2' }]],
  ['重', [{ before: COUNTED, syllable: 'chong2' }]],
  ['只', [{ before: COUNTED, syllable: 'zhi1' }]],
  ['处', [{ before: COUNTED, syllable: 'chu4' }]],
  ['卷', [{ before: COUNTED, syllable: 'juan4' }]],
  ['曲', [{ before: COUNTED, syllable: 'qu3' }]],
  ['担', [{ before: COUNTED, syllable: 'dan4' }]],
  ['宿', [{ before: COUNTED, syllable: 'xiu3' }]],
]);

/** "三只", "很长": jieba's words of two parts. */
const COUNTED_WORD = new RegExp(`^(?:${NUMERAL}+\\p{Script=Han}|[很太更最较特]长)$`, 'u');

/** Whether the reading of the word's last character depends on its neighbours: one character, or a number before it. */
export function endsInPolyphone(word: string): boolean {
  return CONTEXTS.has(word.slice(-1)) && (word.length === 1 || COUNTED_WORD.test(word));
}

/** The syllable of the single character at `start` of `text`, if its neighbours tell it. */
export function contextSyllable(text: string, start: number): string | undefined {
  const contexts = CONTEXTS.get(text.charAt(start));
  if (contexts === undefined) return undefined;
  const before = text.slice(Math.max(0, start - 6), start).trimEnd();
  const after = text.slice(start + 1, start + 8).trimStart();
  return contexts.find((context) => context.before?.test(before) ?? context.after?.test(after))?.syllable;
}
