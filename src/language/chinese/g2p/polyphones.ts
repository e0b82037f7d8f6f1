/** How a character that is a word of its own is read between certain neighbours. */
interface ContextReading {
  /** The end of the text before it, and the beginning of the text behind it. */
  before?: RegExp;
  after?: RegExp;
  syllable: string;
}

const NUMERAL = '[零〇一二三四五六七八九十百千万亿两半几负第]';
/** "约", "达" and the like between a quality and its amount: 长约一百米. */
const AMOUNT = new RegExp(
  `^(?:约|大约|近|达|逾|超过?|不足|仅|只有)?(?:(?![一两几][个些种位名])${NUMERAL}|每(?:[秒分时天年月周人户股升米]|小时|平方|千|百|公))`,
  'u',
);
/** Behind a family name. */
const TITLE = /^(?:先生|女士|小姐|老师|教授|总|经理|同学|医生|主任|某)/u;
const familyName = (syllable: string): readonly ContextReading[] => [
  { after: TITLE, syllable },
  { before: /姓$/u, syllable },
];
const COUNTED = new RegExp(`(?:${NUMERAL}|[数多每各])$`, 'u');

/** The dictionaries of readings know words; these are single characters, whose meaning their neighbours tell. */
const CONTEXTS: ReadonlyMap<string, readonly ContextReading[]> = new Map<string, readonly ContextReading[]>([
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
  [
    '卷',
    [
      { before: COUNTED, syllable: 'juan4' },
      { after: /^[一二三四五六七八九十百]+(?:[，。：、,.:\s章]|$)/u, syllable: 'juan4' },
    ],
  ],
  ['曲', [{ before: COUNTED, syllable: 'qu3' }]],
  ['担', [{ before: COUNTED, syllable: 'dan4' }]],
  ['数', [{ after: /^[到了完过着](?!据)/u, syllable: 'shu3' }]],
  ['种', [{ after: /^[一二三四五六七八九十百千万两几了]+[棵株亩颗]/u, syllable: 'zhong4' }]],
  [
    '得',
    [
      // "must"
      {
        before: /[你我他她们咱您]$/u,
        after: /^(?:[去来走做写吃把先给跟用看等赶快回想学问让再自打]|好好|小心|注意|马上)/u,
        syllable: 'dei3',
      },
      // The particle between a verb and its degree
      {
        before: /[^你我他她们咱您，。、；,;.\s]$/u,
        after: /^(?:[很更太比不好快慢多少高低早晚远近大小清起住像]|非常|十分|特别|这么|那么|如此)/u,
        syllable: 'de5',
      },
    ],
  ],
  ['地', [{ before: /(?:(.)\1|[然速快静细极易意显断续复稳确])$/u, syllable: 'de5' }]],
  ['单', familyName('shan4')],
  ['区', familyName('ou1')],
  ['仇', familyName('qiu2')],
  ['解', familyName('xie4')],
  ['曾', familyName('zeng1')],
  ['查', familyName('zha1')],
  ['宿', [{ before: COUNTED, syllable: 'xiu3' }]],
]);

/** "三只", "很长": jieba's words of two parts. */
const COUNTED_WORD = new RegExp(`^(?:${NUMERAL}+\\p{Script=Han}|[很太更最较特]长|\\p{Script=Han}{2}地)$`, 'u');

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
  return contexts.find((one) => (one.before?.test(before) ?? true) && (one.after?.test(after) ?? true))?.syllable;
}
