import { testSemioticClasses } from '../../../support/semioticClasses';

describe("Chinese's semiotic classes", () => {
  testSemioticClasses('zh', {
    cardinal: [['1,234个', '一千二百 三十四个']],
    ordinal: [['第3次', '第三次']],
    decimal: [['约3.14。', '三点 一 四']],
    fraction: [['-3/4。', '负 四分之三']],
    date: [
      ['日期：2025-03-04', '二零二 五年 三月 四日'],
      ['于2008.08发布', '二零零八年 八月'],
    ],
    time: [['在10:05出发', '十点 零五分']],
    duration: [['用了2小时', '两']],
    money: [
      ['共$3.50。', '三点 五零 美元'],
      ['共5 €。', '五 欧元'],
      ['共$1.5M。', '一百五十万 美元'],
    ],
    measure: [['速度为10km/h。', '每 小时 十 千米']],
    telephone: [
      ['电话010-12345678', '零 幺 零, 幺 二 三四 五六 七八'],
      ['电话+81 90-1234-5678', '加八幺, 九零, 幺 二 三四, 五六 七八'],
      ['请打110', '幺 幺 零'],
    ],
    address: [['邮编100080', '幺 零零 零八零']],
    electronic: [['邮箱foo@bar.cn', 'foo at bar dot C N']],
    roman: [['第IV章', '第四章']],
    range: [['3-5天', '三到 五天']],
    math: [['2^10等于', '二 的 十次 方']],
    score: [['中国1-2日本', '一比二']],
  });
});
