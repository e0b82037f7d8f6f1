import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { heard, heardKana, soundsLike } from '../../../../scripts/eval/heard.mts';
import { Readings } from '../../../../src/language/japanese/g2p/readings';
import { Tagger } from '../../../../src/language/japanese/g2p/tagger';
import { assertLinear, repeatTo } from '../../../support/linearTime';
import { japaneseData, japaneseTables, say } from './japaneseData';

const SENTENCES = readFileSync(new URL('../../../fixtures/japanese/readings.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'));

describe('Japanese readings by context', () => {
  it('are right in everyday sentences', async () => {
    const wrong: string[] = [];
    for (const [text = '', reading = ''] of SENTENCES) {
      const said = heard(await say(text));
      if (!soundsLike(said, heardKana(reading))) wrong.push(`${text} ${said}`);
    }
    assert.deepEqual(wrong, []);
  });

  it('are chosen in linear time', async () => {
    const data = await japaneseData();
    const tagger = new Tagger(data);
    const readings = new Readings((await japaneseTables()).readings, data);
    for (const text of ['何人の方が日本の上の方で行った', '方が方は']) {
      assertLinear(text, (length) => {
        const long = repeatTo(length, text);
        readings.choose(long, tagger.tag(long));
      });
    }
  });
});
