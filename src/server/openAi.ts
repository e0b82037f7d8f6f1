import { Hono } from 'hono';
import { VOICES } from '../language/voices';
import type { SpeechChunk } from '../kokoro/speechChunk';
import { createEncoder, MEDIA_TYPES, type AudioFormat } from './encoding';
import { fieldsOf, readOrder, textIn } from './order';
import { begun, streamed } from './streaming';
import type { Services, Variables } from './services';

/** The names under which clients may ask for the model; any other works as well. */
const MODELS = ['kokoro', 'tts-1', 'tts-1-hd'];

/** OpenAI's API for speech, as its clients call it, and lists of models and voices. */
export function openAiRoutes({ readings, maxCharacters }: Services): Hono<{ Variables: Variables }> {
  const routes = new Hono<{ Variables: Variables }>();
  routes.post('/audio/speech', async (c) => {
    const body: unknown = await c.req.json();
    const { request, format } = readOrder(body, 'wav', maxCharacters);
    const isSse = textIn(fieldsOf(body), 'stream_format') === 'sse';
    const chunks = await begun(readings.speak(request, c.var.client, c.var.gone.signal));
    return isSse
      ? streamed(events(chunks, format, request.text), 'text/event-stream', c.var.gone)
      : streamed(encoded(chunks, format), MEDIA_TYPES[format], c.var.gone);
  });
  routes.get('/audio/voices', (c) =>
    c.json({
      voices: VOICES.map(({ name, label, code, gender }) => ({ id: name, name: label, language: code, gender })),
    }),
  );
  routes.get('/models', (c) =>
    c.json({ object: 'list', data: MODELS.map((id) => ({ id, object: 'model', created: 0, owned_by: 'kokoro' })) }),
  );
  return routes;
}

/** The bytes of a recording, as its chunks arrive. */
export async function* encoded(
  chunks: AsyncIterable<SpeechChunk>,
  format: AudioFormat,
): AsyncGenerator<Uint8Array, void, void> {
  const encoder = createEncoder(format);
  for await (const { pcm } of chunks) yield encoder.encode(new Float32Array(pcm));
  yield encoder.finish();
}

/** OpenAI's events for speech that is streamed, https://platform.openai.com/docs/api-reference/audio/speech-audio-delta-event. */
async function* events(
  chunks: AsyncIterable<SpeechChunk>,
  format: AudioFormat,
  text: string,
): AsyncGenerator<string, void, void> {
  const event = (data: { type: string }): string => `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
  for await (const bytes of encoded(chunks, format)) {
    const delta = { type: 'speech.audio.delta', audio: Buffer.from(bytes).toString('base64') };
    if (bytes.length > 0) yield event(delta);
  }
  const usage = { input_tokens: text.length, output_tokens: 0, total_tokens: text.length };
  const done = { type: 'speech.audio.done', usage };
  yield event(done);
}
