import { createHash } from 'node:crypto';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { markdownXhtml } from './markdownXhtml';
import { outlineXhtml } from './outlineXhtml';
import { coverFile, type EpubBook, type EpubChapter, EPUB_AUDIO } from './book';
import { mediaOverlay } from './mediaOverlay';
import { chapterDocument, type ChapterFiles, CONTAINER, navigation, packageDocument, STYLE } from './packageFiles';
import { WordMarks } from './wordMarks';

/**
 * An EPUB 3 whose words light up as they are spoken (Media Overlays), piece by piece. Only one chapter is in memory at a
 * time, and its recording never as a whole.
 */
export async function* epub(
  book: EpubBook,
  chapters: AsyncIterable<EpubChapter> | Iterable<EpubChapter>,
): AsyncGenerator<Uint8Array> {
  const archive = new Archive(book.modified);
  // Readers recognize the format by this file: it comes first, and is not compressed.
  archive.add('mimetype', 'application/epub+zip', false);
  archive.add('META-INF/container.xml', CONTAINER);
  archive.add('EPUB/style.css', STYLE);
  const written: ChapterFiles[] = [];
  for await (const chapter of chapters) {
    const name = `chapter-${written.length + 1}`;
    const files = writeChapter(archive, book, chapter, name);
    written.push(files);
    yield* archive.taken();
    yield* archive.stream(`EPUB/${files.audio}`, chapter.audio.data);
  }
  if (book.cover) archive.add(`EPUB/${coverFile(book.cover)}`, book.cover.data, false);
  archive.add('EPUB/nav.xhtml', navigation(book, written));
  archive.add('EPUB/package.opf', packageDocument(book, written, identifierOf(book)));
  archive.end();
  yield* archive.taken();
}

function writeChapter(archive: Archive, book: EpubBook, chapter: EpubChapter, name: string): ChapterFiles {
  const marks = new WordMarks(chapter.words);
  const { source, format, outline } = chapter;
  const { body, headings } = format === 'markdown' ? markdownXhtml(source, marks) : outlineXhtml(outline, marks);
  const { kind, seconds } = chapter.audio;
  const files = { text: `${name}.xhtml`, audio: `${name}.${kind}`, overlay: `${name}.smil` };
  archive.add(`EPUB/${files.text}`, chapterDocument(book, chapter.title, body));
  const sentences = outline.flatMap((block) => block.sentences);
  const { smil, duration } = mediaOverlay(marks.marked, sentences, { text: files.text, audio: files.audio, seconds });
  archive.add(`EPUB/${files.overlay}`, smil);
  return { ...files, title: chapter.title, headings, audioType: EPUB_AUDIO[kind], duration };
}

/** A UUID (version 8) by title and author: readers keep one's place in a book that is made again. */
function identifierOf({ title, author = '' }: EpubBook): string {
  const hex = createHash('sha256').update(`${title}\n${author}`).digest('hex');
  const variant = '89ab'.charAt(parseInt(hex.charAt(16), 16) % 4);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A zip archive that is written file by file. */
class Archive {
  readonly #zip: Zip;
  readonly #modified: Date;
  #pieces: Uint8Array[] = [];

  constructor(modified: Date) {
    this.#modified = modified;
    this.#zip = new Zip((error, piece) => {
      if (error) throw error;
      this.#pieces.push(piece);
    });
  }

  add(name: string, data: string | Uint8Array, compressed = true): void {
    const file = compressed ? new ZipDeflate(name) : new ZipPassThrough(name);
    file.mtime = this.#modified;
    this.#zip.add(file);
    file.push(typeof data === 'string' ? new TextEncoder().encode(data) : data, true);
  }

  /** Adds a file that need not fit in memory. It is not compressed: sound already is. */
  async *stream(name: string, data: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const file = new ZipPassThrough(name);
    file.mtime = this.#modified;
    this.#zip.add(file);
    for await (const piece of data) {
      file.push(piece);
      yield* this.taken();
    }
    file.push(new Uint8Array(), true);
    yield* this.taken();
  }

  end(): void {
    this.#zip.end();
  }

  /** What has been written since the last call. */
  taken(): Uint8Array[] {
    const pieces = this.#pieces;
    this.#pieces = [];
    return pieces;
  }
}
