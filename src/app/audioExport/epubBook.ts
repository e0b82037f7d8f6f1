import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { AssetStore } from '../../assets/store';
import { abortError } from '../../common/errors';
import type { LanguageCode } from '../../language/language';
import { encodeAudio, type EncodeHooks } from '../../speech/sinks/encodeAudio';
import type { EpubChapter } from '../../speech/sinks/epub/book';
import { epub } from '../../speech/sinks/epub/epub';
import { OutputFile } from '../../speech/sinks/outputFile';
import type { AudioTags } from '../../speech/sinks/tags';
import { wordsIn } from '../../speech/sinks/timingsContent';
import type { Part } from './besides';

/** A part of a book, the sound of its recording, and a path for its encoded audio. */
export interface EpubPart extends Part {
  sound: AsyncIterable<Float32Array>;
  audio: string;
}

/** Writes texts and their recordings as an EPUB, a chapter for each. @throws as `encodeAudio` */
export async function writeEpub(
  path: string,
  parts: readonly EpubPart[],
  { title, author, cover }: AudioTags,
  language: LanguageCode,
  assets: AssetStore,
  hooks: EncodeHooks,
): Promise<void> {
  const book = {
    title,
    language,
    modified: new Date(),
    ...(author !== undefined && { author }),
    ...(cover && { cover: { type: cover.mimeType, data: cover.data } }),
  };
  const file = await OutputFile.create(path);
  try {
    for await (const piece of epub(book, chaptersOf(parts, assets, hooks))) {
      if (hooks.signal.aborted) throw abortError();
      await file.write(piece);
    }
    await file.finish();
  } catch (error) {
    await file.abandon();
    throw error;
  }
}

async function* chaptersOf(
  parts: readonly EpubPart[],
  assets: AssetStore,
  hooks: EncodeHooks,
): AsyncGenerator<EpubChapter, void, void> {
  for (const { title, text, outline, saved, sound, audio } of parts) {
    // Every reading system plays MP3.
    await encodeAudio(sound, audio, 'mp3', { title, language: 'und', chapters: [] }, assets, hooks);
    try {
      const words = wordsIn(saved, text.text) ?? [];
      const data = createReadStream(audio) as AsyncIterable<Uint8Array>;
      const { seconds } = saved;
      yield { title, source: text.text, format: text.format, outline, words, audio: { kind: 'mp3', seconds, data } };
    } finally {
      await rm(audio, { force: true });
    }
  }
}
