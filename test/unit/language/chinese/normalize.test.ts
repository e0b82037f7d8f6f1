import assert from 'node:assert/strict';
import { nodeHost } from '../../../../src/engine/languages';
import { ChineseNormalizer } from '../../../../src/language/chinese/normalization/normalize';
import { readChineseTables } from '../../../../src/language/chinese/tables';

const isHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff;

let normalizer: ChineseNormalizer;

/** The normalized text, with Latin stretches in angle brackets. */
const said = (sentence: string): string =>
  normalizer
    .normalize(sentence)
    .map((stretch) => (stretch.kind === 'latin' ? `<${stretch.text}>` : stretch.said.text))
    .join('');

describe('Chinese text', () => {
  before(async () => {
    normalizer = new ChineseNormalizer(readChineseTables(await nodeHost().readData('chinese.br')), isHan);
  });

  const cases: [string, string][] = [
    ['会议定于2025-03-09召开', '会议定于二零二五年三月九日召开'],
    ['1998年10月', '一九九八年十月'],
    ['营业时间9:05-17:30', '营业时间九点零五分到十七点三十分'],
    ['气温-12℃', '气温零下十二摄氏度'],
    ['内存占用从40%降到12.5%', '内存占用从百分之四十降到百分之十二点五'],
    ['重试3~5次', '重试三到五次'],
    ['等待2秒，第2秒', '等待两秒, 第二秒'],
    ['约1/4的请求', '约四分之一的请求'],
    ['每月$20，￥99.5', '每月二十美元, 九十九点五元'],
    ['延迟35ms，带宽100Mbps', '延迟三十五毫秒, 带宽每秒一百兆比特'],
    ['升级到2.10.3', '升级到二点十点三'],
    ['地址10.0.0.255', '地址十点零点零点二五五'],
    ['拨打13900001234', '拨打幺三九, 零零零零, 幺二三四'],
    ['参见图3-2', '参见图三杠二'],
    ['采用UTF-8编码', '采用<UTF>八编码'],
    ['MP3和sha256', '<MP>三和<sha>二五六'],
    ['安装 Visual Studio Code 即可', '安装<Visual Studio Code>即可'],
    ['见https://docs.example.cn/a。', '见<https://docs.example.cn/a>.'],
    ['ＡＢＣ，１２', '<ABC>, 十二'],
    ['若a >= 10则停', '若<a>大于等于 十则停'],
    ['《手册》（第一版）', '“手册” (第一版)'],
    ['时速60mph', '时速六十英里'],
    ['缩进1.5em', '缩进一点五<em>'],
    ['面积8m²', '面积八平方米'],
    ['打勾😀的\u200b项', '打勾的项'],
    ['撤销/重做', '撤销 重做'],
    ['步骤①', '步骤一'],
    ['比例4:3', '比例四比三'],
    ['2^10次', '二的十次方次'],
    ['2019-2021年', '二零一九到二零二一年'],
    ['编辑.npmrc文件', '编辑点<npmrc>文件'],
    ['3×5', '三乘五'],
    ['-1/2 和 -3/16', '负二分之一 和 负十六分之三'],
    ['1 / 2', '二分之一'],
    ['1½杯', '一又二分之一杯'],
    ['5 €，-5万€', '五欧元, 负五万欧元'],
    ['-$5和$-5', '负五美元和负五美元'],
    ['CNY 1.25，A$13.5，5万 USD', '一点二五人民币, 十三点五澳元, 五万美元'],
    ['8:00 a.m.开会，3pm结束', '上午八点开会, 下午三点结束'],
    ['08-08-2008，2008-08，08/08', '二零零八年八月八日, 二零零八年八月, 八月八日'],
    ['25/12/2008', '二零零八年十二月二十五日'],
    ['拨打12306，尾号1702', '拨打幺二三零六, 尾号幺七零二'],
    ['010-64035547', '零幺零, 六四零三五五四七'],
    ['101111和100001111', '十万一千一百一十一和一亿零一千一百一十一'],
    ['22：58，08/2008', '二十二点五十八分, 二零零八年八月'],
    ['90后的300w张', '九零后的三百万张'],
    ['比分3-2', '比分三比二'],
    ['1月1日-1月7日，3月~5月', '一月一日到一月七日, 三月到五月'],
    ['50万-100万元，￥100-￥200', '五十万到一百万元, 一百到二百元'],
    ['结果为-3，他说——3天', '结果为负三, 他说——三天'],
    ['周一~周五，星期一-星期三', '周一到周五, 星期一到星期三'],
    ['2024/3，1990s', '二零二四年三月, 一九九零年代'],
    ['12/25（周三）和12/25', '十二月二十五日 (周三) 和二十五分之十二'],
    ['2024.1.5-2024.1.8', '二零二四年一月五日到二零二四年一月八日'],
    ['08.08，08.2008', '八月八日, 二零零八年八月'],
    ['10⁶个CO₂分子', '十的六次方个<CO>二分子'],
    ['B2B和P2P', '<B to B>和<P to P>'],
    ['端口8080，QQ：123456', '端口八零八零,<QQ>: 幺二三四五六'],
    ['0571-8888 8888，911-1234-5678', '零五七幺, 八八八八八八八八, 九幺幺, 幺二三四, 五六七八'],
    ['(010)64035547', '(零幺零), 六四零三五五四七'],
    ['-10~-5℃，时速60-80km/h', '零下十到零下五摄氏度, 时速六十到八十千米'],
    ['1:2:3和1920x1080', '一比二比三和一九二零乘一零八零'],
    ['第1,000位，No.5', '第一千位, 第五'],
    ['Ⅳ级，①', '四级, 一'],
    ['浓度5ppm', '浓度百万分之五'],
    ['2-3个月，2千户', '两到三个月, 两千户'],
    ['(021) 1234-5678', '(零二幺), 幺二三四五六七八'],
    ['10^-3倍', '十的负三次方倍'],
    ['02月，08月08号', '二月, 八月八号'],
    ['24/3/5和2019·2·10', '二四年三月五日和二零一九年二月十日'],
    ['202 BC和1234a.d.', '公元前二零二年和公元一二三四年'],
    ['-百分之1', '负百分之一'],
  ];
  for (const [written, spoken] of cases) it(`says ${written} as ${spoken}`, () => assert.equal(said(written), spoken));

  it('maps the output to the sentence', () => {
    const [stretch] = normalizer.normalize('共15个。');
    assert.equal(stretch?.kind, 'chinese');
    assert.equal(stretch.said.text, '共十五个.');
    assert.deepEqual(stretch.said.sourceRange(1, 3), { start: 1, end: 3 });
    assert.deepEqual(stretch.said.sourceRange(3, 4), { start: 3, end: 4 });
  });

  it('accepts any input', () => {
    for (const odd of [
      '',
      ' ',
      '\ud800',
      '😀😀',
      '--',
      '$',
      '.',
      '+',
      '1.',
      '-1-1-',
      'مرحبا',
      '1'.repeat(300),
      'a-'.repeat(99),
    ])
      assert.doesNotThrow(() => normalizer.normalize(odd), odd);
  });
});
