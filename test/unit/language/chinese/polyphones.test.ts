import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { nodeHost } from '../../../../src/engine/languages';
import { readChineseData } from '../../../../src/language/chinese/g2p/data';
import { Segmenter } from '../../../../src/language/chinese/g2p/segmenter';
import { ChineseNormalizer } from '../../../../src/language/chinese/normalization/normalize';
import { readChineseTables } from '../../../../src/language/chinese/tables';

const CASES = readFileSync(new URL('../../../fixtures/chinese/polyphones.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'));

describe('Chinese characters with several readings', () => {
  it('are read by their words and neighbours', async () => {
    const data = readChineseData(await nodeHost().readData('chinese.bin'), 'small');
    const segmenter = new Segmenter(data.words, data.wordModel, data.taggedModel);
    const tables = readChineseTables(await nodeHost().readData('chinese.br'));
    const normalizer = new ChineseNormalizer(tables, (code) => data.readings.has(code));
    const wrong: string[] = [];
    for (const [text = '', character = '', wanted = ''] of CASES) {
      const said = normalizer
        .normalize(text)
        .map((stretch) => (stretch.kind === 'chinese' ? stretch.said.text : ' '))
        .join('');
      const syllables: string[] = [];
      for (const { 0: run, index } of said.matchAll(/[\u4e00-\u9fff]+/gu)) {
        let start = index;
        for (const word of segmenter.cut(run)) {
          const read = data.readings.read(word, said, start);
          syllables.push(...read.filter((_, i) => word[i] === character));
          start += word.length;
        }
      }
      if (!syllables.includes(wanted)) wrong.push(`${text} ${character} ${syllables.join(' ')}`);
    }
    assert.deepEqual(wrong, []);
  });
});
