import assert from 'node:assert/strict';
import { chartPage } from '../../../src/webview/host/chartPage';

describe('the page of a chart', () => {
  const page = chartPage(
    {
      ...{
        language: 'en',
        title: 'A <b> & "c"',
        subtitle: 'machine',
        note: 'note',
        headers: ['Model', 'Threads', 'Speed'],
      },
      links: [{ label: 'Use', address: 'command:kokoro.x?%5B%22use%22%5D' }],
      rows: [
        { cells: ['one', '1', '2.0 ×'], bar: 0.5, strong: false },
        { cells: ['two', '2', '4.0 ×'], bar: 1, strong: true },
      ],
    },
    'NONCE',
  );

  it('escapes its texts, and allows nothing but its own style', () => {
    assert.match(page, /<h1>A &lt;b> &amp; &quot;c&quot;<\/h1>/);
    assert.match(page, /content="default-src 'none'; style-src 'nonce-NONCE'"/);
    assert.match(page, /<style nonce="NONCE">/);
    assert.ok(!/<script| style=| on\w+=/.test(page));
  });

  it('draws bars in proportion in the third column', () => {
    assert.deepEqual(
      [...page.matchAll(/<rect width="([\d.]+)"/g)].map((match) => match[1]),
      ['50.0', '100.0'],
    );
    assert.match(page, /<tr class="strong"><th scope="row">two<\/th><td>2<\/td><td><svg/);
  });

  it('links to commands', () => {
    assert.match(page, /<a role="button" href="command:kokoro\.x\?%5B%22use%22%5D">Use<\/a>/);
  });
});
