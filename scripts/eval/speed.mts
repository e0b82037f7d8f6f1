// Measures the speed of a front end: node --expose-gc --import tsx scripts/eval/speed.mts FILE LANGUAGE [MODEL]
// Prints JSON: seconds to load, milliseconds per 1,000 characters of the file's lines once warm, and megabytes of
// memory that loading and running added. Times are those of the processor, so that other work on the machine does not
// count. MODEL is v1.0 or v1.1-zh, for zh.
import { readFileSync } from 'node:fs';
import type { ChineseModel } from '../../src/language/chinese/chinese';
import type { LanguageCode } from '../../src/language/language';

// Imported dynamically: from a static import, tsx could not resolve the dynamic imports of the language modules.
const { languages } = await import('../../src/engine/languages');
const ROUNDS = 15;

const [file = '', code = '', model = 'v1.0'] = process.argv.slice(2);
console.log(JSON.stringify(await measured()));

async function measured(): Promise<{ load: number; speed: number; memory: number }> {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const characters = lines.reduce((sum, line) => sum + line.length, 0);
  const before = inUse();
  const began = processorTime();
  const language = await (code === 'zh'
    ? languages.loadChinese(model as ChineseModel)
    : languages.load(code as LanguageCode));
  const load = (processorTime() - began) / 1000;
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = processorTime();
    for (const line of lines) await language.phonemize(language.normalize(line));
    times.push(((processorTime() - start) / characters) * 1000);
  }
  times.sort((a, b) => a - b);
  return { load, speed: times[Math.floor(ROUNDS / 2)] ?? NaN, memory: inUse() - before };
}

/** Milliseconds that all threads of the process have used. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Resident memory after garbage collection, MB. */
function inUse(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss() / 2 ** 20;
}
