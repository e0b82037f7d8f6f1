import type { AudioTags } from './tags';

/** Text encoding of a frame: UTF-8. */
const UTF8 = 3;
const NONE = 0xffff_ffff;

/**
 * The tag at the start of an MP3 file: ID3v2.4.0 with chapters (ID3v2 Chapter Frame Addendum 1.0).
 * @throws RangeError when the tag would have more than 256 MB
 */
export function id3Tag(tags: AudioTags): Buffer {
  const { title, author, album, track, language, cover, chapters } = tags;
  const frames = Buffer.concat([
    textFrame('TIT2', title),
    ...(author === undefined ? [] : [textFrame('TPE1', author)]),
    ...(album === undefined ? [] : [textFrame('TALB', album)]),
    ...(track === undefined ? [] : [textFrame('TRCK', String(track))]),
    textFrame('TLAN', threeLetters(language)),
    ...(cover === undefined ? [] : [pictureFrame(cover.mimeType, cover.data)]),
    ...(chapters.length === 0 ? [] : [contentsFrame(chapters.length)]),
    ...chapters.map(({ title: name, start, end }, i) =>
      frame('CHAP', [latin1(`${chapterId(i)}\0`), uint32(ms(start), ms(end), NONE, NONE), textFrame('TIT2', name)]),
    ),
  ]);
  return Buffer.concat([latin1('ID3'), Buffer.from([4, 0, 0]), syncSafe(frames.length), frames]);
}

/** The three-letter code of a language (ISO 639-2), as ID3 and MP4 want it. */
export function threeLetters(language: string): string {
  const codes = { en: 'eng', ja: 'jpn', zh: 'zho', es: 'spa', fr: 'fra', hi: 'hin', it: 'ita', pt: 'por' };
  const [first = ''] = language.toLowerCase().split('-');
  return Object.hasOwn(codes, first) ? codes[first as keyof typeof codes] : 'und';
}

/** The table of contents: top level and ordered, so that players show the chapters. A tag may count up to 255. */
function contentsFrame(count: number): Buffer {
  const listed = Math.min(count, 255);
  const ids = Array.from({ length: listed }, (_, i) => latin1(`${chapterId(i)}\0`));
  return frame('CTOC', [latin1('toc\0'), Buffer.from([3, listed]), ...ids]);
}

function pictureFrame(mimeType: string, data: Uint8Array): Buffer {
  const frontCover = 3;
  return frame('APIC', [Buffer.from([UTF8]), latin1(`${mimeType}\0`), Buffer.from([frontCover, 0]), data]);
}

function textFrame(id: string, text: string): Buffer {
  return frame(id, [Buffer.from([UTF8]), Buffer.from(text)]);
}

function frame(id: string, parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([latin1(id), syncSafe(body.length), Buffer.from([0, 0]), body]);
}

const chapterId = (index: number): string => `ch${index}`;
const ms = (seconds: number): number => Math.round(seconds * 1000);
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

function uint32(...values: number[]): Buffer {
  const buffer = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => buffer.writeUInt32BE(value, 4 * i));
  return buffer;
}

/** 28 bits in four bytes, whose first bits are 0. */
function syncSafe(size: number): Buffer {
  if (size >= 2 ** 28) throw new RangeError('An ID3 tag holds at most 256 MB.');
  return Buffer.from([21, 14, 7, 0].map((shift) => (size >> shift) & 0x7f));
}
