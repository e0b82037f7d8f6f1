import assert from 'node:assert/strict';
import type { OutlineBlock } from '../../../src/document/outline';
import { DocumentIndex, sourceOffset, textOffset } from '../../../src/webview/player/documentIndex';
import { Pace } from '../../../src/webview/player/pace';
import { findVoices } from '../../../src/webview/player/voiceSearch';
import { makeChunk } from './fakeOutput';

// The source "# One\n\nSee [here](x).\n\n## Two\n\n```sh\nls\n```\n": 47 characters.
const BLOCKS: OutlineBlock[] = [
  { kind: 'heading', level: 1, runs: [{ text: 'One', source: { start: 2, end: 5 } }], sentences: [] },
  {
    kind: 'paragraph',
    runs: [
      { text: 'See ', source: { start: 7, end: 11 } },
      { text: 'here', source: { start: 12, end: 16 } },
      { text: '.', source: { start: 20, end: 21 } },
    ],
    sentences: [],
  },
  { kind: 'heading', level: 2, runs: [{ text: 'Two', source: { start: 26, end: 29 } }], sentences: [] },
  { kind: 'notice', runs: [{ text: 'Code, one line.', source: { start: 31, end: 44 } }], sentences: [] },
];
const index = new DocumentIndex({ title: 'a.md', blocks: BLOCKS });

describe('DocumentIndex', () => {
  it('finds the block and the heading at an offset', () => {
    assert.deepEqual(
      [0, 2, 6, 7, 25, 26, 99].map((offset) => index.blockAt(offset)),
      [-1, 0, 0, 1, 1, 2, 3],
    );
    assert.equal(index.headingAt(1), undefined);
    assert.equal(index.headingAt(12)?.text, 'One');
    assert.equal(index.headingAt(40)?.text, 'Two');
  });

  it('counts what is spoken, not what the source has', () => {
    assert.equal(index.characters, 3 + 9 + 3 + 15);
    assert.equal(index.charactersBefore(12), 3 + 4);
    assert.equal(index.charactersBefore(40), 15);
    assert.equal(index.charactersIn({ start: 7, end: 21 }), 9);
    assert.equal(index.shareAt(26), 12 / 30);
    assert.deepEqual(
      index.headings.map(({ share, offset }) => [share, offset]),
      [
        [0, 2],
        [12 / 30, 26],
      ],
    );
  });

  it('finds the offset after a part of the document', () => {
    assert.equal(index.offsetAt(0), 2);
    assert.equal(index.offsetAt(7 / 30), 12);
    assert.equal(index.offsetAt(1), 44);
    assert.equal(new DocumentIndex({ title: '', blocks: [] }).offsetAt(0.5), 0);
  });

  it('maps between the source and the text of a block', () => {
    const [, paragraph, , notice] = BLOCKS;
    assert.ok(paragraph && notice);
    assert.deepEqual(
      [7, 9, 11, 14, 18, 20, 21].map((offset) => textOffset(paragraph, offset)),
      [0, 2, 4, 6, 8, 8, 9],
    );
    assert.deepEqual(
      [0, 3, 4, 7, 8, 9].map((position) => sourceOffset(paragraph, position)),
      [7, 10, 12, 15, 20, 21],
    );
    assert.equal(sourceOffset(notice, 8), 31);
    assert.equal(textOffset(notice, 40), 0);
  });
});

describe('Pace', () => {
  it('estimates from what was spoken, whatever its speed', () => {
    const pace = new Pace();
    const first = pace.secondsFor(1000, 1);
    assert.ok(first > 50 && first < 90, String(first));
    // 0.1 s per character at speed 1, spoken at speed 2
    for (let i = 0; i < 200; i++) pace.learn(makeChunk(i, 24_000 * 5, { speed: 2 }), 100);
    assert.ok(Math.abs(pace.secondsFor(1000, 1) - 100) < 2);
    assert.ok(Math.abs(pace.secondsFor(1000, 2) - 50) < 1);
  });
});

describe('findVoices', () => {
  const voices = [
    { name: 'af_heart', label: 'Heart, American English, female' },
    { name: 'bm_george', label: 'George, British English, male' },
    { name: 'ef_dora', label: 'Dora, Spanish, female' },
    { name: 'zf_xiaoxiao', label: '晓晓, 中文, 女' },
  ];
  const found = (query: string): string[] => findVoices(voices, query).map(({ name }) => name);

  it('matches words of the label and the name', () => {
    assert.deepEqual(found('spanish'), ['ef_dora']);
    assert.deepEqual(found('british'), ['bm_george']);
    assert.deepEqual(found('male'), ['bm_george']);
    assert.deepEqual(found('female ENGLISH'), ['af_heart']);
    assert.deepEqual(found('heart'), ['af_heart']);
    assert.deepEqual(found('zf_xiao'), ['zf_xiaoxiao']);
    assert.deepEqual(found('中'), ['zf_xiaoxiao']);
    assert.deepEqual(
      found(' '),
      voices.map(({ name }) => name),
    );
    assert.deepEqual(found('klingon'), []);
  });
});
