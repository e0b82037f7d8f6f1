import { Hono } from 'hono';
import { VOICES } from '../language/voices';
import { encodeStream, type StreamFormat } from '../speech/sinks/encodeStream';
import { fieldsOf, readOrder, textIn } from './order';
import { begun, soundOf, streamed } from './streaming';
import type { Services, Variables } from './services';

/** The names under which clients may ask for the model; any other works as well. */
const MODELS = ['kokoro', 'tts-1', 'tts-1-hd'];

const MEDIA_TYPES: Readonly<Record<StreamFormat, string>> = {
  mp3: 'audio/mpeg',
  opus: 'audio/ogg',
  aac: 'audio/aac',
  flac: 'audio/flac',
  wav: 'audio/wav',
  pcm: 'audio/pcm',
};

/** OpenAI's API for speech, as its clients call it, and lists of models and voices. */
export function openAiRoutes({ readings, assets, voices, maxCharacters }: Services): Hono<{ Variables: Variables }> {
  const routes = new Hono<{ Variables: Variables }>();
  routes.post('/audio/speech', async (c) => {
    const body: unknown = await c.req.json();
    const { request, format } = readOrder(body, maxCharacters, voices());
    const isSse = textIn(fieldsOf(body), 'stream_format') === 'sse';
    const { client, gone } = c.var;
    const chunks = await begun(readings.speak(request, client, gone.signal));
    const audio = await begun(encodeStream(soundOf(chunks), format, assets(), gone.signal));
    return isSse
      ? streamed(events(audio, request.text), 'text/event-stream', gone)
      : streamed(audio, MEDIA_TYPES[format], gone);
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

/** OpenAI's events for speech that is streamed, https://platform.openai.com/docs/api-reference/audio/speech-audio-delta-event. */
async function* events(audio: AsyncIterable<Uint8Array>, text: string): AsyncGenerator<string, void, void> {
  const event = (data: { type: string }): string => `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
  for await (const bytes of audio) {
    const delta = { type: 'speech.audio.delta', audio: Buffer.from(bytes).toString('base64') };
    yield event(delta);
  }
  const usage = { input_tokens: text.length, output_tokens: 0, total_tokens: text.length };
  const done = { type: 'speech.audio.done', usage };
  yield event(done);
}
