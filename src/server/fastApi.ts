import { Hono } from 'hono';
import { languages } from '../engine/languages';
import type { AssetStore } from '../assets/store';
import { KokoroError } from '../common/errors';
import { secondsOf, type SpeechChunk, type SpokenWord } from '../kokoro/speechChunk';
import { joinSegments } from '../language/language';
import { encodeStream } from '../speech/sinks/encodeStream';
import { timedWords } from '../speech/sinks/timedWords';
import { fieldsOf, flagIn, languageIn, type Order, readOrder, textIn } from './order';
import type { Services, Variables } from './services';
import { begun, soundOf, streamed } from './streaming';

/** A piece of speech as Kokoro-FastAPI's clients expect it; times in seconds from the start of the recording. */
interface CaptionedPart {
  audio: string;
  audio_format: string;
  timestamps: { word: string; start_time: number; end_time: number }[];
}

/** The calls beyond OpenAI's that clients of Kokoro-FastAPI know: speech with the times of its words, and phonemes. */
export function fastApiRoutes({ readings, assets, voices, maxCharacters }: Services): Hono<{ Variables: Variables }> {
  const routes = new Hono<{ Variables: Variables }>();
  routes.post('/captioned_speech', async (c) => {
    const body: unknown = await c.req.json();
    const order = readOrder(body, maxCharacters, voices());
    const chunks = await begun(readings.speak(order.request, c.var.client, c.var.gone.signal));
    const parts = await begun(captioned(chunks, order, assets(), c.var.gone.signal));
    if (flagIn(fieldsOf(body), 'stream') !== false) return streamed(lines(parts), 'application/x-ndjson', c.var.gone);
    return c.json(await joined(parts));
  });
  routes.post('/phonemize', async (c) => {
    const fields = fieldsOf(await c.req.json());
    const text = textIn(fields, 'text') ?? '';
    if (text.length > maxCharacters)
      throw new KokoroError(
        'request-invalid',
        `“text” has ${text.length} characters; at most ${maxCharacters} are read.`,
      );
    const language = await languages.load(languageIn(fields, 'language') ?? 'en-us');
    return c.json({ phonemes: joinSegments(await language.phonemize(language.normalize(text))) });
  });
  return routes;
}

async function* captioned(
  chunks: AsyncIterable<SpeechChunk>,
  { format, request: { text } }: Order,
  assets: AssetStore,
  signal: AbortSignal,
): AsyncGenerator<CaptionedPart, void, void> {
  const words: SpokenWord[] = [];
  const timestamps = (): CaptionedPart['timestamps'] =>
    timedWords(words.splice(0), text).map(({ text: word, start, end }) => ({
      ...{ word, start_time: milliseconds(start), end_time: milliseconds(end) },
    }));
  for await (const audio of encodeStream(soundOf(noted(chunks, words)), format, assets, signal))
    yield { audio: Buffer.from(audio).toString('base64'), audio_format: format, timestamps: timestamps() };
  if (words.length > 0) yield { audio: '', audio_format: format, timestamps: timestamps() };
}

/** Passes chunks on, and notes their words, with times in the recording. */
async function* noted(
  chunks: AsyncIterable<SpeechChunk>,
  words: SpokenWord[],
): AsyncGenerator<SpeechChunk, void, void> {
  let before = 0;
  for await (const chunk of chunks) {
    for (const { source, start, end } of chunk.words ?? [])
      words.push({ source, start: before + start, end: before + end });
    before += secondsOf(chunk);
    yield chunk;
  }
}

/** Rounds a time in seconds. */
const milliseconds = (seconds: number): number => Math.round(1000 * seconds) / 1000;

async function* lines(parts: AsyncIterable<CaptionedPart>): AsyncGenerator<string, void, void> {
  for await (const part of parts) yield `${JSON.stringify(part)}\n`;
}

async function joined(parts: AsyncIterable<CaptionedPart>): Promise<CaptionedPart> {
  const whole: CaptionedPart = { audio: '', audio_format: '', timestamps: [] };
  const audio: Buffer[] = [];
  for await (const part of parts) {
    audio.push(Buffer.from(part.audio, 'base64'));
    whole.audio_format = part.audio_format;
    whole.timestamps.push(...part.timestamps);
  }
  return { ...whole, audio: Buffer.concat(audio).toString('base64') };
}
