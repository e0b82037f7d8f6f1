// Runs in the page of bench/web.mts: starts the engine's worker as the extension host does. Sets `speakInPage`, which
// reads a text.
async function startInPage(gain, threads) {
  const root = 'https://kokoro.invalid/';
  const cache = await caches.open('kokoro');
  for (const name of ['model.onnx', 'voice.bin']) await cache.put(root + name, await fetch(`/${name}`));
  const script = await (await fetch('/dist/web/engine.js')).blob();
  const worker = new Worker(URL.createObjectURL(script), { name: 'engine' });
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = async ({ data: { kind, id, params } }) => {
    if (kind !== 'call') return;
    const result = new Uint8Array(await (await fetch(`/${params}`)).arrayBuffer());
    port1.postMessage({ kind: 'result', id, result });
  };
  worker.postMessage({ env: { KOKORO_THREADS: String(threads) }, files: port2 }, [port2]);
  let last = 0;
  const call = (method, params) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.onmessage = ({ data }) => {
        if (data.id !== id) return;
        if (data.kind === 'error') reject(new Error(data.error.message));
        else resolve(data.result);
      };
      worker.postMessage({ kind: 'call', id, method, params });
    });
  const files = { model: `${root}model.onnx`, preoptimized: gain === 1, gain, voice: 'af_heart', language: 'en-us', pack: `${root}voice.bin` }; // prettier-ignore
  globalThis.speakInPage = async (text) => {
    const began = performance.now();
    const request = { text, format: 'plain', codeBlocks: 'announce', emoji: 'read', speed: 1, from: 0 };
    const { stream } = await call('open', { request, files });
    let samples = 0;
    for (let chunk = await call('next', { stream }); chunk; chunk = await call('next', { stream }))
      samples += chunk.pcm.byteLength / Float32Array.BYTES_PER_ELEMENT;
    return { seconds: samples / 24_000, runSeconds: (performance.now() - began) / 1000 };
  };
}
