import type { SpeechChunk } from '../kokoro/speechChunk';

/** The samples of speech. */
export async function* soundOf(chunks: AsyncIterable<SpeechChunk>): AsyncGenerator<Float32Array, void, void> {
  for await (const { pcm } of chunks) yield new Float32Array(pcm);
}

/**
 * Waits for the first part, so that an error can still become an answer of its own.
 * @throws whatever the parts throw before the first
 */
export async function begun<T>(parts: AsyncGenerator<T, void, void>): Promise<AsyncGenerator<T, void, void>> {
  const first = await parts.next();
  return (async function* () {
    try {
      if (first.done !== true) yield first.value;
      yield* parts;
    } finally {
      await parts.return();
    }
  })();
}

/**
 * An answer whose parts are made as the client takes them. An error on the way breaks the connection off.
 * @param gone is aborted when the client leaves
 */
export function streamed(
  parts: AsyncGenerator<Uint8Array | string, void, void>,
  type: string,
  gone: AbortController,
): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done === true) controller.close();
      else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value);
    },
    async cancel() {
      gone.abort();
      await parts.return();
    },
  });
  // Proxies must pass parts on as they come.
  return new Response(body, {
    headers: { 'content-type': type, 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  });
}
