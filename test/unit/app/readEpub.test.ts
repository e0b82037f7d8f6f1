import assert from 'node:assert/strict';
import { strFromU8, strToU8, type Zippable, zipSync } from 'fflate';
import { epubToHtml } from '../../../src/app/books/readEpub';
import { isEpub } from '../../../src/app/books/isEpub';
import { decodeHtml } from '../../../src/app/books/htmlEncoding';
import { epub } from '../../../src/speech/sinks/epub/epub';
import { ZipFiles } from '../../../src/app/books/zip';
import type { Outline } from '../../../src/document/outline';
import type { EpubChapter } from '../../../src/speech/sinks/epub/book';
import { heard } from '../document/support';

const CONTAINER =
  '<container><rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>';
const OPF = `<?xml version="1.0"?><opf:package xmlns:opf="http://www.idpf.org/2007/opf"><opf:manifest>
<opf:item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<opf:item id="two" href="Text/two%20b.xhtml" media-type="application/xhtml+xml"/>
<opf:item id='one' href='Text/../Text/one.xhtml' media-type='application/xhtml+xml'/>
<opf:item id="aside" href="Text/aside.xhtml" media-type="application/xhtml+xml"/>
</opf:manifest><opf:spine><opf:itemref idref="nav"/><opf:itemref idref="one"/><opf:itemref idref="two"/>
<opf:itemref idref="aside" linear="no"/></opf:spine></opf:package>`;
const NAV = `<html><body><nav epub:type="toc"><ol><li><a href="Text/one.xhtml">First</a></li>
<li><a href="Text/two%20b.xhtml#x"><span>Second</span> &amp; last</a></li></ol></nav>
<nav epub:type="page-list"><ol><li><a href="Text/one.xhtml">1</a></li></ol></nav></body></html>`;
const page = (body: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><html><head><title>no</title><style>no</style></head><body class="x">${body}</body></html>`;

const FILES = {
  'META-INF/container.xml': CONTAINER,
  'OEBPS/content.opf': OPF,
  'OEBPS/nav.xhtml': NAV,
  'OEBPS/Text/one.xhtml': page(
    '<h2>Own heading</h2><p>Caf&eacute;<a epub:type="noteref" href="#n">1</a>.</p><div hidden="">no',
  ),
  'OEBPS/Text/two b.xhtml': page('<p>Plain <i>text</i>.</p>'),
  'OEBPS/Text/aside.xhtml': page('<p>no</p>'),
};

function zipped(files: Readonly<Record<string, string | undefined>>): Uint8Array {
  const zippable: Zippable = { mimetype: [strToU8('application/epub+zip'), { level: 0 }] };
  for (const [name, text] of Object.entries(files)) if (text !== undefined) zippable[name] = strToU8(text);
  return zipSync(zippable);
}

function refuses(bytes: Uint8Array, reason: RegExp): void {
  assert.throws(() => epubToHtml(bytes), { code: 'input-unreadable', message: reason });
}

describe('EPUB', () => {
  it('is read in the order of its spine, with titles from its table of contents', () => {
    const bytes = zipped(FILES);
    assert.ok(isEpub(bytes));
    assert.deepEqual(heard(epubToHtml(bytes), 'html'), [
      'heading: Own heading',
      'paragraph: Café.',
      'heading: Second & last',
      'paragraph: Plain text.',
    ]);
  });

  it('takes titles from the NCX file of older books', () => {
    const ncx =
      '<ncx><navMap><navPoint><navLabel><text>Old title</text></navLabel><content src="Text/two%20b.xhtml"/></navPoint></navMap>' +
      '<pageList><pageTarget><navLabel><text>9</text></navLabel><content src="Text/one.xhtml"/></pageTarget></pageList></ncx>';
    const opf = OPF.replace(
      /<opf:item id="nav".*\n/,
      '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
    ).replace('<opf:itemref idref="nav"/>', '');
    const bytes = zipped({ ...FILES, 'OEBPS/content.opf': opf, 'OEBPS/toc.ncx': ncx });
    assert.ok(heard(epubToHtml(bytes), 'html').includes('heading: Old title'));
  });

  it('reads the books that Kokoro makes', async () => {
    const outline: Outline = [
      { kind: 'paragraph', runs: [{ text: 'Hello.', source: { start: 0, end: 6 } }], sentences: [] },
    ];
    const audio = { kind: 'mp3', seconds: 1, data: [] } as const;
    const chapter: EpubChapter = { title: 'One', source: 'Hello.', format: 'plain', outline, words: [], audio };
    const pieces: Uint8Array[] = [];
    const book = { title: 'A book', language: 'en-us', modified: new Date('2026-01-01') } as const;
    for await (const piece of epub(book, [chapter])) pieces.push(piece);
    assert.deepEqual(heard(epubToHtml(Buffer.concat(pieces)), 'html'), ['heading: One', 'paragraph: Hello.']);
  });

  it('refuses what is damaged, with a reason', () => {
    const bytes = zipped(FILES);
    refuses(new Uint8Array(), /it has no directory/);
    refuses(bytes.subarray(0, 900), /it has no directory/);
    refuses(zipped({}), /META-INF\/container\.xml is missing/);
    refuses(zipped({ ...FILES, 'META-INF/container.xml': '<container/>' }), /it names no package/);
    refuses(zipped({ ...FILES, 'OEBPS/Text/one.xhtml': undefined }), /OEBPS\/Text\/one\.xhtml is missing/);
    refuses(zipped({ ...FILES, 'OEBPS/content.opf': OPF.replace('idref="one"', 'idref="x"') }), /unknown item, “x”/);
    refuses(zipped({ ...FILES, 'OEBPS/content.opf': '<package><<<' }), /it has no text/);
    const broken = bytes.slice();
    for (let i = 0; i < broken.length - 1; i++) {
      // Each compressed file of the archive is overwritten behind its local header.
      if (broken[i] === 0x50 && broken[i + 1] === 0x4b && broken[i + 2] === 3) broken.fill(0xff, i + 70, i + 90);
    }
    refuses(broken, /cannot be read/);
  });

  it('refuses protected books, and reads those with encrypted fonts', () => {
    const locked = (uri: string): Uint8Array =>
      zipped({
        ...FILES,
        'META-INF/encryption.xml': `<encryption><enc:EncryptedData><enc:CipherData><enc:CipherReference URI="${uri}"/></enc:CipherData></enc:EncryptedData></encryption>`,
      });
    refuses(locked('OEBPS/Text/one.xhtml'), /protected against copying/);
    assert.match(epubToHtml(locked('OEBPS/Fonts/a.otf')), /Plain/);
  });

  it('unpacks no bombs, and nothing from outside', () => {
    // A megabyte of spaces is a kilobyte; what the directory claims does not count.
    const bomb = zipped({ bomb: ' '.repeat(1_000_000), harmless: 'text' });
    const files = new ZipFiles(bomb, 500_000);
    assert.equal(strFromU8(files.read('harmless') ?? assert.fail()), 'text');
    assert.throws(() => files.read('bomb'), /too large when unpacked/);
    const outside = OPF.replace('Text/../Text/one.xhtml', '../../../../../etc/passwd');
    refuses(zipped({ ...FILES, 'OEBPS/content.opf': outside }), /etc\/passwd is missing/);
  });

  it('decodes the encoding that a page names', () => {
    const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><p>caf\u00e9</p>', 'latin1');
    assert.match(decodeHtml(latin), /café/);
    assert.match(decodeHtml(Buffer.from('<meta charset=shift_jis><p>\u0082\u00a0', 'latin1')), /あ/);
    assert.match(decodeHtml(Buffer.from('\ufeff<p>é', 'utf16le')), /<p>é/);
    assert.match(decodeHtml(Buffer.from('<meta charset="no-such"><p>é')), /é/);
  });
});
