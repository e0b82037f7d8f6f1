import { type Box, box, findBox, full, parseBoxes, uint16, uint32, uint64 } from './mp4Boxes';
import type { OutputFile } from './outputFile';
import type { Chapter } from './tags';

/** Chapters that `chpl` counts in one byte, and bytes of a title in it. */
const MAX_LISTED = 255;
/** Time units per second of the chapter track. */
const TIMESCALE = 1000;
/** The identity, in 16.16 and 2.30 fixed point. */
const MATRIX = uint32(0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000);
/** How a sample is shown: flags, place and box, style, and a table of fonts with one that has no name. */
const TEXT_STYLE = Buffer.concat([
  uint32(1),
  Buffer.alloc(2 + 4 + 8),
  Buffer.concat([uint32(0), uint16(1, 0), uint32(0)]),
  box('ftab', uint16(1, 1), Buffer.from([0])),
]);

/**
 * Makes an MP4 file an audiobook: its brand becomes M4B, and its chapters are added twice, as players look for them in
 * different places: as a text track that the sound refers to (QuickTime File Format, “Chapter lists”), and as Nero's
 * `chpl`.
 * @param file whose last box is `moov`, with one track
 * @param chapters without gaps, the first from 0
 */
export async function addM4bChapters(file: OutputFile, chapters: readonly Chapter[]): Promise<void> {
  await file.write(Buffer.from('M4B '), 8);
  if (chapters.length === 0) return;
  const at = await findMoov(file);
  const moov = parseBoxes((await file.read(at, (await file.size()) - at)).subarray(8));
  // The titles take the place of the index, which goes behind them.
  const titles = box('mdat', ...chapters.map(({ title }) => titleSample(title)));
  await file.write(Buffer.concat([titles, withChapters(moov, chapters, at + 8)]), at);
}

/** The offset of the last box. @throws Error when it is not `moov` */
async function findMoov(file: OutputFile): Promise<number> {
  const size = await file.size();
  for (let at = 0; at < size;) {
    const header = await file.read(at, 16);
    if (header.toString('latin1', 4, 8) === 'moov') return at;
    const bytes = header.readUInt32BE(0);
    at += bytes === 1 ? Number(header.readBigUInt64BE(8)) : Math.max(8, bytes);
  }
  throw new Error('The MP4 file has no index.');
}

/** @param titlesAt offset of the titles in the file */
function withChapters(moov: readonly Box[], chapters: readonly Chapter[], titlesAt: number): Buffer {
  const { body: header } = findBox(moov, 'mvhd');
  const timescale = header.readUInt32BE(header[0] === 1 ? 20 : 12);
  const id = header.readUInt32BE(header.length - 4); // the next free number of a track
  const list = chapterList(chapters);
  const boxes = moov.map(({ type, body }) => {
    if (type === 'mvhd') return box(type, body.subarray(0, -4), uint32(id + 1));
    if (type === 'trak') return box(type, ...withReference(parseBoxes(body), id));
    return type === 'udta' ? box(type, body, list) : box(type, body);
  });
  const hasData = moov.some(({ type }) => type === 'udta');
  return box(
    'moov',
    ...boxes,
    chapterTrack(chapters, { id, timescale, titlesAt }),
    ...(hasData ? [] : [box('udta', list)]),
  );
}

/** Makes a track refer to the track with its chapters. */
function withReference(track: readonly Box[], id: number): Buffer[] {
  const reference = box('tref', box('chap', uint32(id)));
  return track.flatMap(({ type, body }) => (type === 'tkhd' ? [box(type, body), reference] : [box(type, body)]));
}

/** Nero's list: start in 100 ns and title of each chapter. */
function chapterList(chapters: readonly Chapter[]): Buffer {
  const listed = chapters.slice(0, MAX_LISTED);
  const entries = listed.flatMap(({ title, start }) => {
    const text = utf8(title, 255);
    return [uint64(Math.round(start * 1e7)), Buffer.from([text.length]), text];
  });
  return box('chpl', uint32(0x0100_0000, 0), Buffer.from([listed.length]), ...entries);
}

/** A title as a sample of a text track: its length, its text, and a box that says that it is UTF-8. */
function titleSample(title: string): Buffer {
  const text = utf8(title, 65_000);
  return Buffer.concat([uint16(text.length), text, box('encd', uint32(0x100))]);
}

/** At most so many bytes of UTF-8, without a part of a character at the end. */
function utf8(text: string, bytes: number): Buffer {
  const encoded = Buffer.from(text);
  let end = Math.min(bytes, encoded.length);
  while (end < encoded.length && ((encoded[end] ?? 0) & 0xc0) === 0x80) end--;
  return encoded.subarray(0, end);
}

/** The track with the titles. Fixed fields are as FFmpeg's movenc.c writes them, which players know. */
function chapterTrack(
  chapters: readonly Chapter[],
  { id, timescale, titlesAt }: { id: number; timescale: number; titlesAt: number },
): Buffer {
  const units = (seconds: number): number => Math.round(seconds * TIMESCALE);
  const end = chapters.at(-1)?.end ?? 0;
  const durations = chapters.flatMap((chapter) => [1, units(chapter.end) - units(chapter.start)]);
  const sizes = chapters.map(({ title }) => titleSample(title).length);
  const table = box(
    'stbl',
    full('stsd', uint32(1), box('text', Buffer.alloc(6), uint16(1), TEXT_STYLE)),
    full('stts', uint32(chapters.length, ...durations)),
    full('stsc', uint32(1, 1, chapters.length, 1)),
    full('stsz', uint32(0, sizes.length, ...sizes)),
    titlesAt < 2 ** 32 ? full('stco', uint32(1, titlesAt)) : full('co64', uint32(1), uint64(titlesAt)),
  );
  const information = box(
    'minf',
    box('gmhd', full('gmin', uint16(0x40, 0x8000, 0x8000, 0x8000, 0, 0)), box('text', MATRIX)),
    box('dinf', full('dref', uint32(1), box('url ', uint32(1)))),
    table,
  );
  const media = box(
    'mdia',
    full('mdhd', uint32(0, 0, TIMESCALE, units(end)), uint16(0x55c4, 0)), // no particular language
    full('hdlr', Buffer.from('mhlrtext'), Buffer.alloc(12), Buffer.from('\0')),
    information,
  );
  // Its flags: part of the movie, but not played by itself.
  const header = uint32(2, 0, 0, id, 0, Math.round(end * timescale), 0, 0);
  return box('trak', box('tkhd', header, uint16(0, 0, 0, 0), MATRIX, uint32(0, 0)), media);
}
