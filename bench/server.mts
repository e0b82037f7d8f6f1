// npm run bench:server [-- --seconds N --requests N]: how `kokoro serve` answers 1, 4 and 16 clients at once on this
// machine. Each client sends a sentence of 12 words again and again, until the seconds (20) are over or all clients
// together have sent the requests (200). Prints requests and seconds of speech a second, the time to the first audio
// (median and 95th percentile), and, on Linux, the CPU-seconds for a second of speech, which other work changes less.
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { createInterface } from 'node:readline';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SAMPLE_RATE } from '../src/kokoro/model';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '20' }, requests: { type: 'string', default: '200' } },
});
const duration = Math.min(300, Number(values.seconds)) * 1000;
const most = Math.min(10_000, Number(values.requests));
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
// It listens on this machine only, by default.
const server = spawn(process.execPath, [cli, 'serve', '--port', '0', '--queue', '64'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const [url] = (await once(createInterface(server.stdout), 'line')) as [string];
  console.log(`${cpus()[0]?.model ?? '?'}, ${cpus().length} threads, load average ${(loadavg()[0] ?? 0).toFixed(1)}`);
  for (const clients of [1, 4, 16]) console.log(await load(url, clients));
} finally {
  server.kill('SIGTERM');
}

async function load(url: string, clients: number): Promise<string> {
  const firsts: number[] = [];
  let requests = 0;
  let bytes = 0;
  const began = performance.now();
  const cpuBefore = cpuSeconds(server.pid ?? 0);
  const client = async (id: number): Promise<void> => {
    for (let round = 0; performance.now() - began < duration && requests < most; round++) {
      requests++;
      const sent = performance.now();
      // No two texts are the same, so that nothing is taken from a cache.
      const input = `Client ${id} asks for the ${round + 1}th time how long this short sentence takes.`;
      const response = await fetch(`${url}/v1/audio/speech`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ input, response_format: 'pcm' }),
      });
      if (!response.ok || !response.body) throw new Error(`status ${response.status}: ${await response.text()}`);
      let first = true;
      for await (const part of response.body) {
        if (first) firsts.push((performance.now() - sent) / 1000);
        first = false;
        bytes += (part as Uint8Array).length;
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, id) => client(id + 1)));
  const seconds = (performance.now() - began) / 1000;
  const speech = bytes / 2 / SAMPLE_RATE;
  const sorted = firsts.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? NaN).toFixed(2);
  return (
    `${clients} clients: ${(firsts.length / seconds).toFixed(2)} requests a second, ` +
    `${(speech / seconds).toFixed(1)} s of speech a second, first audio after ${at(0.5)} s (95 %: ${at(0.95)} s), ` +
    `${((cpuSeconds(server.pid ?? 0) - cpuBefore) / speech).toFixed(2)} CPU-s for a second of speech`
  );
}

/** CPU time of a process and those that it started, from /proc (proc(5)); NaN elsewhere than on Linux. */
function cpuSeconds(pid: number): number {
  const folder = `/proc/${pid}`;
  if (!existsSync(`${folder}/stat`)) return NaN;
  // The name of the program, which may contain spaces, ends at the last parenthesis.
  const [user, system] = (readFileSync(`${folder}/stat`, 'utf8').split(') ').at(-1) ?? '').split(' ').slice(11, 13);
  const children = readdirSync(`${folder}/task`).flatMap((task) =>
    readFileSync(`${folder}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean),
  );
  return children.reduce((sum, child) => sum + cpuSeconds(Number(child)), (Number(user) + Number(system)) / 100);
}
