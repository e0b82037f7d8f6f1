import { Hono } from 'hono';
import { languages } from '../engine/languages';
import { KokoroError } from '../common/errors';
import { secondsOf, type SpeechChunk, type SpokenWord } from '../kokoro/speechChunk';
import { joinSegments } from '../language/language';
import { timedWords } from '../speech/sinks/timedWords';
import { createEncoder } from './encoding';
import { fieldsOf, flagIn, languageIn, type Order, readOrder, textIn } from './order';
import type { Services, Variables } from './services';
import { begun, streamed } from './streaming';

/** A piece of speech as Kokoro-FastAPI's clients expect it; times in seconds from the start of the recording. */
interface CaptionedPart {
  audio: string;
  audio_format: string;
  timestamps: { word: string; start_time: number; end_time: number }[];
}

/** The calls beyond OpenAI's that clients of Kokoro-FastAPI know: speech with the times of its words, and phonemes. */
export function fastApiRoutes({ readings, maxCharacters }: Services): Hono<{ Variables: Variables }> {
  const routes = new Hono<{ Variables: Variables }>();
  routes.post('/captioned_speech', async (c) => {
    const body: unknown = await c.req.json();
    const order = readOrder(body, 'wav', maxCharacters);
    const chunks = await begun(readings.speak(order.request, c.var.client, c.var.gone.signal));
    const parts = captioned(chunks, order);
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
): AsyncGenerator<CaptionedPart, void, void> {
  const encoder = createEncoder(format);
  let start = 0;
  for await (const chunk of chunks) {
    const at = ({ source, start: from, end }: SpokenWord): SpokenWord => ({
      source,
      start: start + from,
      end: start + end,
    });
    const words = timedWords((chunk.words ?? []).map(at), text);
    start += secondsOf(chunk);
    const audio = encoder.encode(new Float32Array(chunk.pcm));
    yield {
      audio: Buffer.from(audio).toString('base64'),
      audio_format: format,
      timestamps: words.map((word) => ({
        word: word.text,
        start_time: milliseconds(word.start),
        end_time: milliseconds(word.end),
      })),
    };
  }
  const rest = encoder.finish();
  if (rest.length > 0) yield { audio: Buffer.from(rest).toString('base64'), audio_format: format, timestamps: [] };
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
