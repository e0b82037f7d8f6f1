import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Store } from '../../../../src/server/queue/s3Store';
import { S3Server, signatureFor } from '../../../support/s3Server';

const ODD = "a b/Über + (1)'s !.mp3";

describe('S3Store', () => {
  const { signal } = new AbortController();
  let server: S3Server;
  let folder: string;

  before(async () => {
    server = await S3Server.start('speech');
    folder = await mkdtemp(join(tmpdir(), 'kokoro-store-'));
    await mkdir(join(folder, 'a b'));
    await writeFile(join(folder, ODD), 'sound');
    await writeFile(join(folder, 'x.srt'), 'text');
  });
  beforeEach(() => server.objects.clear());
  after(async () => {
    server.stop();
    await rm(folder, { recursive: true });
  });

  const store = (place = 's3://speech/site/', env = server.env): S3Store => new S3Store(place, server.url, env);

  it('is tested by a server that signs as in the example of AWS', () => {
    const headers = {
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=',
      host: 'examplebucket.s3.amazonaws.com',
      range: 'bytes=0-9',
      'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'x-amz-date': '20130524T000000Z',
    };
    assert.equal(
      signatureFor({ method: 'GET', url: '/test.txt', headers }, 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'),
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    );
  });

  it('puts files there, the audio last, and finds them by their key', async () => {
    await store().check(signal);
    assert.equal(await store().has([ODD, 'x.srt'], 'key', signal), false);
    await store().put(folder, [ODD, 'x.srt'], 'key', signal);
    assert.deepEqual([...server.objects.keys()], ['site/x.srt', `site/${ODD}`]);
    const audio = server.objects.get(`site/${ODD}`);
    assert.equal(audio?.body.toString(), 'sound');
    assert.equal(audio.headers['content-type'], 'audio/mpeg');
    assert.equal(await store().has([ODD, 'x.srt'], 'key', signal), true);
    assert.equal(await store().has([ODD, 'x.srt'], 'another', signal), false);
    server.objects.delete('site/x.srt');
    assert.equal(await store().has([ODD, 'x.srt'], 'key', signal), false);
    assert.equal(store().urlOf('a.mp3'), 's3://speech/site/a.mp3');
  });

  it('may be a whole bucket, and sends the token of temporary keys', async () => {
    await store('s3://speech', { ...server.env, AWS_SESSION_TOKEN: 'token' }).put(folder, ['x.srt'], 'key', signal);
    assert.equal(server.objects.get('x.srt')?.headers['x-amz-security-token'], 'token');
  });

  it('tries again when the store is busy', async () => {
    server.troubles.push(503, 500);
    await store().put(folder, ['x.srt'], 'key', signal);
    assert.equal(server.objects.size, 1);
    assert.deepEqual(server.troubles, []);
  });

  const wrong: [title: string, store: () => S3Store, message: RegExp][] = [
    ['a wrong secret', () => store(undefined, { ...server.env, AWS_SECRET_ACCESS_KEY: 'x' }), /403 SignatureDoesNotM/],
    ['an unknown key', () => store(undefined, { ...server.env, AWS_ACCESS_KEY_ID: 'x' }), /403 InvalidAccessKeyId/],
    ['no such bucket', () => store('s3://other/site'), /404 NoSuchBucket/],
    ['no server', () => new S3Store('s3://speech', 'http://127.0.0.1:1', server.env), /127\.0\.0\.1:1 does not answer/],
    ['no keys', () => store(undefined, {}), /set AWS_ACCESS_KEY_ID/],
  ];
  for (const [title, make, message] of wrong)
    it(`reports ${title}`, async () => {
      const check = async (): Promise<void> => make().check(signal);
      await assert.rejects(check, { code: 'store-unusable', message });
    });

  it('reports that a file is refused', async () => {
    server.troubles.push(...Array<number>(1).fill(403));
    const put = store().put(folder, ['x.srt'], 'key', signal);
    await assert.rejects(put, { code: 'store-unusable', message: /PUT s3:\/\/speech\/site\/x\.srt .* 403 SlowDown/ });
  });
});
