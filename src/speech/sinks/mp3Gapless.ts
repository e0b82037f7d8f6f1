import type { OutputFile } from './outputFile';

/** Samples of silence that LAME puts before the sound. */
const ENCODER_DELAY = 576;
/** Samples of a frame at 24 kHz (MPEG-2, layer III). */
const FRAME_SAMPLES = 576;
/** Side information of a mono frame, after its header of four bytes. */
const XING_OFFSET = 4 + 9;
const HAS_QUALITY = 8;
const TABLE_BYTES = 100;

/**
 * Says in the first frame of an MP3 file which samples are not part of the sound, so that players leave them out: word
 * times are right, and the length is exact. It is the “LAME tag” after the Xing header
 * (http://gabriel.mp3-tech.org/mp3infotag.html), which mediabunny does not write. It also counts that frame as sound.
 * @param offset of the frame in the file
 * @param samples of the sound
 */
export async function makeGapless(file: OutputFile, offset: number, samples: number): Promise<void> {
  const header = offset + XING_OFFSET;
  const read = await file.read(header, 12);
  if (!['Xing', 'Info'].includes(read.toString('latin1', 0, 4))) throw new Error('The MP3 file has no Xing header.');
  const frames = read.readUInt32BE(8) - 1;
  const quality = (read.readUInt32BE(4) & HAS_QUALITY) === 0 ? 0 : 4;
  const padding = frames * FRAME_SAMPLES - ENCODER_DELAY - samples;
  const tag = Buffer.alloc(36);
  tag.write('LAME3.100', 'latin1');
  tag.writeUIntBE((ENCODER_DELAY << 12) | padding, 21, 3);
  const count = Buffer.alloc(4);
  count.writeUInt32BE(frames);
  await file.write(count, header + 8);
  await file.write(tag, header + 16 + TABLE_BYTES + quality);
}
