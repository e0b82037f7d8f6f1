import assert from 'node:assert/strict';
import { strToU8, zipSync } from 'fflate';
import { documentContent } from '../../../src/app/readText';

describe('a document file', () => {
  it('is read by the ending of its name', async () => {
    assert.deepEqual(await documentContent(Buffer.from('# Title'), 'a.md'), { text: '# Title', format: 'markdown' });
    assert.deepEqual(await documentContent(Buffer.from('<p>caf\u00e9'), 'a.html'), { text: '<p>café', format: 'html' });
    const latin = Buffer.from('<meta charset="iso-8859-1"><p>caf\u00e9', 'latin1');
    assert.match((await documentContent(latin, 'a.htm')).text, /café/);
  });

  it('may be a book, whatever its name', async () => {
    const container = '<container><rootfile full-path="a.opf"/></container>';
    const opf =
      '<package><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><itemref idref="a"/></package>';
    const bytes = zipSync({
      mimetype: [strToU8('application/epub+zip'), { level: 0 }],
      ...{ 'META-INF/container.xml': strToU8(container), 'a.opf': strToU8(opf), 'a.xhtml': strToU8('<p>Hello') },
    });
    const { text, format } = await documentContent(Buffer.from(bytes), 'book.bin');
    assert.equal(format, 'html');
    assert.match(text, /<p>Hello/);
  });

  it('is refused if it is not text', async () => {
    await assert.rejects(documentContent(Buffer.from('a\0b'), 'a.txt'), { code: 'input-unreadable' });
    await assert.rejects(documentContent(Buffer.from('PK\u0003\u0004\0'), 'a.epub'), { code: 'input-unreadable' });
  });
});
