import { cardinal } from './numbers';
import { rule, TO } from './rule';

const TEAM =
  '队|国足|女足|女排|男篮|女篮|中国|日本|韩国|朝鲜|美国|英格兰|德国|法国|巴西|意大利|西班牙|葡萄牙|荷兰|阿根廷|俄罗斯|澳大利亚|伊朗|泰国|越南|比利时|克罗地亚|瑞典|瑞士|丹麦|墨西哥|皇马|巴萨|曼联|曼城|拜仁|国米|米兰|尤文|切尔西|阿森纳|利物浦';
const WON = '战?胜|击败|不敌|战平|负于|惜败|告负|落后|领先|力克|逆转|大胜|险胜|完胜|取胜|获胜|横扫|淘汰|输|赢|平';
const BEFORE = new RegExp(`(?:比分|比数|以|${WON})[^\\d]{0,6}$|(?:${TEAM})\\s?$`, 'u');
const AFTER = new RegExp(`^\\s?(?:的比分|的成绩|${WON}|${TEAM})`, 'u');

/** Results of matches: 比分3-2, 21:15战胜, 中国1-2日本. */
export const scoreRules = [
  rule('score', String.raw`(\d{1,3})(?::|${TO})(\d{1,3})(?![-:\d.%])`, ([, a = '', b = ''], before, after) =>
    (BEFORE.test(before) && !/^\s?(?:年|月|日|天|个|人|名|元|万|岁|分钟|小时|米|场|次|倍)/.test(after)) ||
    AFTER.test(after)
      ? `${cardinal(a)}比${cardinal(b)}`
      : undefined,
  ),
] as const;
