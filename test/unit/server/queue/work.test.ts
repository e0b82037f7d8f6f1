import assert from 'node:assert/strict';
import type { Speaker } from '../../../../src/app/audioExport/contentKey';
import type { AudioSettings } from '../../../../src/app/audioExport/settings';
import { checkSpeaker, readResult, readWork, type Work, workId, workOf } from '../../../../src/server/queue/work';

const SPEAKER: Speaker = { voice: 'v', model: 'm', language: 'en-us' };
const SETTINGS: AudioSettings = {
  speak: { voice: 'af_heart', speed: 1, codeBlocks: 'announce', emoji: 'read', language: undefined },
  ...{ format: 'mp3', chapters: false, subtitles: true, timings: false, title: undefined },
  cover: { mimeType: 'image/png', data: Uint8Array.of(0, 1, 254, 255) },
};
const TEXT = { name: 'a.md', path: '/home/me/a.md', text: 'Hello 船.', format: 'markdown' } as const;
const pronunciations = [[{ word: 'x', say: 'y' }]];
const JOB = { texts: [{ ...TEXT, pronunciations }], folder: '/out', file: 'a/b c.mp3' };

/** As Redis gives it back. */
const crossed = (work: unknown): unknown => JSON.parse(JSON.stringify(work));

describe('the work of a queue', () => {
  const work = (): Work => workOf(JOB, SETTINGS, SPEAKER);

  it('crosses machines as it is, without paths', () => {
    const sent = crossed(work());
    assert.ok(!JSON.stringify(sent).includes('/home/me') && !JSON.stringify(sent).includes('/out'));
    const { key, job, settings } = readWork(sent);
    assert.deepEqual(job, {
      texts: [{ name: 'a.md', text: 'Hello 船.', format: 'markdown', pronunciations }],
      file: 'a/b c.mp3',
    });
    assert.deepEqual([...(settings.cover?.data ?? [])], [0, 1, 254, 255]);
    checkSpeaker(key, job.texts, settings, SPEAKER);
  });

  it('has one name for the same files in the same place', () => {
    const id = workId(work());
    assert.match(id, /^[\da-f]{64}$/);
    assert.equal(workId(work()), id);
    assert.notEqual(workId(workOf({ ...JOB, file: 'c.mp3' }, SETTINGS, SPEAKER)), id);
    assert.notEqual(workId(workOf({ ...JOB, texts: [{ ...TEXT, text: 'Hello.' }] }, SETTINGS, SPEAKER)), id);
    assert.notEqual(workId(workOf(JOB, { ...SETTINGS, cover: undefined }, SPEAKER)), id);
  });

  it('is refused where another model or voice would speak', () => {
    const { key, job, settings } = readWork(crossed(work()));
    for (const other of [{ model: 'x' }, { voice: 'x' }])
      assert.throws(() => checkSpeaker(key, job.texts, settings, { ...SPEAKER, ...other }), { code: 'queue-mismatch' });
  });

  const places = ['', '/etc/x.mp3', '../x.mp3', 'a/../../x.mp3', 'a//x.mp3', './x.mp3', 'C:/x.mp3', 'a\\..\\x.mp3'];
  const damaged: [title: string, data: unknown][] = [
    ['nothing', null],
    ['another version', { ...work(), version: '0.0.0' }],
    ['no texts', { ...work(), texts: [] }],
    ['a text without format', { ...work(), texts: [{ name: 'a', text: 'b' }] }],
    ['an unknown format', { ...work(), settings: { ...work().settings, format: 'exe' } }],
    ['a damaged cover', { ...work(), settings: { ...work().settings, cover: { mimeType: 'text/html', base64: '' } } }],
    ...places.map((file): [string, unknown] => [`the place “${file}”`, { ...work(), file }]),
  ];
  for (const [title, data] of damaged)
    it(`is refused with ${title}`, () => assert.throws(() => readWork(crossed(data)), { code: 'queue-mismatch' }));

  it('has a result of a known kind', () => {
    const result = { status: 'made', seconds: 2, url: 's3://a/b' } as const;
    assert.deepEqual(readResult(crossed(result)), result);
    for (const other of [null, {}, { status: 'x', seconds: 1 }, { status: 'made' }])
      assert.throws(() => readResult(other), { code: 'queue-mismatch' });
  });
});
