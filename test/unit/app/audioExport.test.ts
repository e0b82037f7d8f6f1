import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chaptersOf } from '../../../src/app/audioExport/chapters';
import { filesKey } from '../../../src/app/audioExport/contentKey';
import { findDocuments } from '../../../src/app/audioExport/documents';
import { ExportRecord } from '../../../src/app/audioExport/record';
import { Recordings } from '../../../src/app/audioExport/recordings';
import type { AudioSettings } from '../../../src/app/audioExport/settings';
import { frontMatter } from '../../../src/document/frontMatter';
import type { Outline } from '../../../src/document/outline';
import type { SpeechChunk } from '../../../src/kokoro/speechChunk';

const SPEAK = { voice: 'af_heart', speed: 1, codeBlocks: 'announce', emoji: 'read' } as const;

describe('an audio export', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'kokoro-export-'))));
  afterEach(() => rm(folder, { recursive: true }));

  async function write(files: Record<string, string>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
  }
  const found = async (...paths: string[]): Promise<string[]> =>
    (
      await findDocuments(
        paths.map((path) => join(folder, path)),
        join(folder, 'docs', 'out'),
      )
    ).map(({ name }) => name);

  describe('finds documents', () => {
    it('in folders, by name, without what is no document', async () => {
      await write({
        ...{ 'docs/10.md': '', 'docs/9.txt': '', 'docs/index.md': '', 'docs/a/b.tex': '', 'docs/image.png': '' },
        ...{ 'docs/.git/x.md': '', 'docs/node_modules/x.md': '', 'docs/out/x.md': '', 'src/a.ts': '' },
      });
      assert.deepEqual(await found('docs'), ['index.md', '9.txt', '10.md', 'a/b.tex']);
      assert.deepEqual(await found('src/a.ts', 'docs/9.txt', 'docs'), [
        'a.ts',
        '9.txt',
        'index.md',
        '10.md',
        'a/b.tex',
      ]);
      await assert.rejects(found('none'), { code: 'input-unreadable' });
    });

    const documents = { 'docs/one.md': '', 'docs/two.md': '', 'docs/deep/the three.md': '', 'docs/zero.md': '' };
    const listed = ['two.md', 'deep/the three.md', 'one.md', 'zero.md'];

    it('in the order of SUMMARY.md, which is not read itself', async () => {
      await write({
        ...documents,
        'docs/SUMMARY.md': '- [2](./two.md)\n- [3](<deep/the%20three.md>)\n- [1](one.md#x)\n',
      });
      assert.deepEqual(await found('docs'), listed);
    });

    it('in the order of mkdocs.yml beside the folder', async () => {
      await write({
        ...documents,
        'mkdocs.yml': 'nav:\n  - Two: two.md\n  - "deep/the three.md"\n  - Part:\n    - One: one.md\n',
      });
      assert.deepEqual(await found('docs'), listed);
    });

    it('in the order of the links of an index, which comes first', async () => {
      await write({
        ...documents,
        'docs/index.md': '[a](two.md) [b](deep/the%20three.md) [c](one.md) [d](https://x.y/z)',
      });
      assert.deepEqual(await found('docs'), ['index.md', ...listed]);
    });
  });

  describe('names what it has made', () => {
    const text = { name: 'a.md', text: 'Hello.', format: 'markdown' } as const;
    const speak = SPEAK;
    const settings: AudioSettings = { speak, format: 'mp3', chapters: true, subtitles: false, timings: false };
    const speaker = { voice: 'v', model: 'm' };
    const key = filesKey([text], settings, speaker);

    it('by all that it depends on', () => {
      assert.equal(filesKey([{ ...text }], { ...settings, speak: { ...speak } }, { ...speaker }), key);
      const cover = { mimeType: 'image/png', data: Uint8Array.of(1) } as const;
      const others = [
        filesKey([{ ...text, text: 'Hello!' }], settings, speaker),
        filesKey([{ ...text, format: 'plain' }], settings, speaker),
        filesKey([text, text], settings, speaker),
        filesKey([text], { ...settings, speak: { ...speak, speed: 1.1 } }, speaker),
        filesKey([text], { ...settings, format: 'opus' }, speaker),
        filesKey([text], { ...settings, chapters: false }, speaker),
        filesKey([text], { ...settings, loudness: -16 }, speaker),
        filesKey([text], { ...settings, author: 'Ann' }, speaker),
        filesKey([text], { ...settings, cover }, speaker),
        filesKey([text], { ...settings, cover: { ...cover, data: Uint8Array.of(2) } }, speaker),
        filesKey([text], settings, { ...speaker, voice: 'w' }),
        filesKey([text], settings, { ...speaker, model: 'n' }),
      ];
      assert.equal(new Set([key, ...others]).size, others.length + 1);
    });

    it('in a record that notices files that were changed, deleted or damaged', async () => {
      await write({ 'a.mp3': 'sound', 'a.srt': 'words' });
      await (await ExportRecord.read(folder)).add('key', ['a.mp3', 'a.srt']);
      const has = async (wanted = 'key'): Promise<boolean> => (await ExportRecord.read(folder)).has('a.mp3', wanted);
      assert.equal(await has(), true);
      assert.equal(await has('other'), false);
      await write({ 'a.srt': 'others' });
      assert.equal(await has(), false);
      await write({ 'a.srt': 'words' });
      assert.equal(await has(), true);
      for (const damaged of ['', '[]', '{"a.mp3": {"key": "key", "files": 3}}', '{"a.mp3"']) {
        await write({ '.kokoro-audio.json': damaged });
        assert.equal(await has(), false, damaged);
      }
    });
  });

  it('keeps recordings until they are in their files', async () => {
    let spoken = 0;
    const speech = {
      async *speak(): AsyncGenerator<SpeechChunk, void, void> {
        spoken++;
        const range = { start: 0, end: 4 };
        yield await Promise.resolve({
          ...{ pcm: new Float32Array(240).buffer, source: range, sentence: 'One.', spokenStart: 0, spokenEnd: 4 },
          ...{ sentenceSource: range, endsSentence: true, endsBlock: true, speed: 1, phonemes: '' },
        });
      },
    };
    const recordings = new Recordings(join(folder, 'new', 'recordings'));
    const request = { ...SPEAK, text: 'One.', format: 'plain', from: 0 } as const;
    const record = () => recordings.record('key', speech, request, { signal: new AbortController().signal });
    const saved = await record();
    assert.deepEqual(await record(), saved);
    assert.deepEqual([saved.seconds, spoken], [0.01, 1]);
    assert.deepEqual((await readdir(join(folder, 'new', 'recordings'))).sort(), ['key.json', 'key.wav']);
    await recordings.discard('key');
    assert.deepEqual(await readdir(join(folder, 'new', 'recordings')), []);
    await record();
    assert.equal(spoken, 2);
  });

  it('makes chapters of headings, and of what comes before them', () => {
    const heading = (title: string, start: number): Outline[number] => {
      const source = { start, end: start + title.length };
      return { kind: 'heading', level: 1, runs: [{ text: title, source }], sentences: [source] };
    };
    const timing = (start: number, from: number, to: number) => ({
      ...{ text: '', source: { start, end: start + 5 } },
      ...{ start: from, end: to },
    });
    const first = {
      title: 'Title',
      outline: [heading('One', 10), heading('Two\n three', 30), heading('🙂', 90)],
      saved: { seconds: 6, timings: [timing(0, 0, 1), timing(10, 1, 2.5), timing(30, 2.5, 6)] },
    };
    const second = { title: 'Second', outline: [heading('Two', 0)], saved: { seconds: 2, timings: [timing(0, 0, 2)] } };
    assert.deepEqual(chaptersOf([first, second], true), [
      { title: 'Title', start: 0, end: 1 },
      { title: 'One', start: 1, end: 2.5 },
      { title: 'Two three', start: 2.5, end: 6 },
      { title: 'Two', start: 6, end: 8 },
    ]);
    assert.deepEqual(chaptersOf([first, second], false), [
      { title: 'Title', start: 0, end: 6 },
      { title: 'Second', start: 6, end: 8 },
    ]);
  });

  it('takes title and author from front matter', () => {
    assert.deepEqual(frontMatter('---\ntitle: "A: B"\nauthor: Ann\ntags: [x]\n---\n# C\n'), {
      title: 'A: B',
      author: 'Ann',
    });
    assert.deepEqual(frontMatter("+++\ntitle = 'T'\n+++\n"), { title: 'T' });
    assert.deepEqual(frontMatter('title: none\n'), {});
  });
});
