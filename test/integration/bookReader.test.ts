import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { EpubChapter } from '../../src/speech/sinks/epub/book';
import { epub } from '../../src/speech/sinks/epub/epub';
import { recorded } from '../support/recording';
import { ROOT } from './support/engine';
import { launchChromium } from './support/playerPage';

const SOURCE = `# Ships

Ships of **40** tons, called [koggen](https://example.com), left the *harbour* at dawn.

- one \`mast\`
- two
`;

/** The reader that Readest and others build on. */
const READER = join(ROOT, 'node_modules', 'foliate-js');
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.epub': 'application/epub+zip' };
/** Opens the book, reads its first chapter aloud, and keeps what lights up. */
const PAGE = `<!DOCTYPE html><style>html, body { height: 100%; margin: 0 }</style><script type="module">
import './view.js';
const view = document.createElement('foliate-view');
view.style.cssText = 'display: block; height: 100%';
document.body.append(view);
const book = await (await fetch('book.epub')).blob();
await view.open(new File([book], 'book.epub', { type: book.type }));
window.contents = view.book.toc.map(({ label }) => label);
await view.goTo(1);
const { doc } = view.renderer.getContents()[0];
window.lit = [];
new MutationObserver((changes) => {
  for (const { target } of changes) {
    if (!target.classList.contains('-epub-media-overlay-active')) continue;
    const { color, backgroundColor } = getComputedStyle(target);
    window.lit.push({ id: target.id, text: target.textContent, color, backgroundColor });
  }
}).observe(doc.body, { subtree: true, attributeFilter: ['class'] });
await view.startMediaOverlay();
</script>`;

interface Lit {
  id: string;
  text: string;
  color: string;
  backgroundColor: string;
}

/** MP3 without sound: MPEG-2 layer III, 24 kHz, mono, 8 kbit/s; a frame of zeros is 24 bytes and 24 ms. */
function silentMp3(seconds: number): Uint8Array {
  const frame = Buffer.alloc(24);
  frame.writeUInt32BE(0xfff314c4);
  return Buffer.concat(Array.from({ length: Math.ceil(seconds / 0.024) }, () => frame));
}

describe('a book in a reader', () => {
  let server: Server;
  let browser: Browser;
  let book: Uint8Array;

  before(async () => {
    const { outline, words, seconds } = recorded(SOURCE, 'en-us');
    const audio = { kind: 'mp3', seconds, data: [silentMp3(seconds)] } as const;
    const chapter: EpubChapter = { title: 'Ships', source: SOURCE, format: 'markdown', outline, words, audio };
    const pieces: Uint8Array[] = [];
    for await (const piece of epub({ title: 'Ships', language: 'en-us', modified: new Date('2026-01-01') }, [chapter]))
      pieces.push(piece);
    book = Buffer.concat(pieces);
    server = createServer((request, response) => {
      const name = new URL(request.url ?? '', 'http://localhost').pathname.slice(1);
      const send = (body: string | Uint8Array): void => {
        response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'text/html' }).end(body);
      };
      if (name === '') send(PAGE);
      else if (name === 'book.epub') send(book);
      else readFile(join(READER, name)).then(send, () => response.writeHead(404).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await launchChromium('--autoplay-policy=no-user-gesture-required');
  });
  after(async () => {
    await browser.close();
    server.close();
  });

  async function read(colorScheme: 'light' | 'dark', count: number): Promise<{ page: Page; lit: Lit[] }> {
    const page = await browser.newPage({ colorScheme });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction(`window.lit?.length >= ${count}`, undefined, { timeout: 60_000 });
    return { page, lit: await page.evaluate<Lit[]>('window.lit') };
  }

  it('lights up word by word', async () => {
    const { page, lit } = await read('light', 8);
    assert.deepEqual(await page.evaluate('window.contents'), ['Ships']);
    const words = recorded(SOURCE, 'en-us').words.map(({ text }) => text);
    // A reader looks at the clock four times a second, so it may pass over a short word.
    for (const { id, text } of lit) assert.equal(text, words[Number(id.slice(1)) - 1], id);
    const order = lit.map(({ id }) => Number(id.slice(1)));
    assert.deepEqual(
      order,
      [...new Set(order)].sort((a, b) => a - b),
    );
    await page.close();
  });

  it('has colors for light and dark pages', async () => {
    const { page, lit } = await read('dark', 1);
    assert.deepEqual([lit[0]?.color, lit[0]?.backgroundColor], ['rgb(255, 255, 255)', 'rgb(107, 78, 0)']);
    await page.close();
  });
});
