import { testSemioticClasses } from '../../../support/semioticClasses';

describe("Japanese's semiotic classes", () => {
  testSemioticClasses('ja', {
    cardinal: [['1,234個', 'せんにひゃくさんじゅうよんこ']],
    ordinal: [['第3回', 'さんかい']],
    decimal: [['約3.14です', 'さんてんいちよん']],
    fraction: [['3/4の', 'よんぶんのさん']],
    date: [['2025-03-04に', 'にせんにじゅうごねんさんがつよっか']],
    time: [['10:05に', 'じゅうじごふん']],
    duration: [['5日間の', 'いつかかん']],
    money: [['$3.50の', 'さんてんごゼロ ドル']],
    measure: [['5msで', 'ご ミリ 秒']],
    telephone: [['03-1234-5678へ', 'ゼロさんのいちにさんよんのごろくななはち']],
    address: [['〒100-0001', 'いちゼロゼロのゼロゼロゼロいち']],
    electronic: [['foo@bar.jp', 'フー アットマーク バー ドット ジェーピー']],
    roman: [['第IV章', 'よん']],
    range: [['3〜5人', 'さん から']],
    math: [['2^10は', 'にのじゅうじょう']],
    score: [['3-2で勝つ', 'さんたいに']],
  });
});
