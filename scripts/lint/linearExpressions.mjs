// Checks that a regular expression runs in linear time on every input. Caches the answers, because an analysis takes
// from a millisecond to seconds.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../lib/cache.mjs';

// The JavaScript backend behaves the same on every platform and needs no Java.
process.env.RECHECK_SYNC_BACKEND = 'pure';
const require = createRequire(import.meta.url);
const recheck = require('recheck');
const { version } = require('recheck/package.json');
/** A guard against endless analyses, generous enough that a busy machine cannot change an answer. */
const HANG_MS = 300_000;
// By default an attack that takes a second counts as a success, which a busy machine would turn into a wrong answer.
// Its number of steps is limited in any case.
const LIMITS = { timeout: HANG_MS, incubationTimeout: HANG_MS, attackTimeout: HANG_MS };
const CACHE = join(cacheFolder('recheck', 'KOKORO_RECHECK_CACHE'), `${version}.json`);

let answers;

/** @returns what is wrong with the expression, or '' where it is linear */
export function slownessOf(source, flags) {
  answers ??= new Map(Object.entries(readCache()));
  const key = `/${source}/${flags}`;
  let answer = answers.get(key);
  if (answer === undefined) {
    answer = analyse(source, flags);
    if (!writesAtExit) writeCacheAtExit();
    answers.set(key, answer);
  }
  return answer;
}

function analyse(source, flags) {
  const { status, complexity, attack, error } = recheck.checkSync(source, flags, LIMITS);
  if (status === 'safe') return '';
  if (status === 'unknown') return `is not supported by the analyzer (${error.message ?? error.kind})`;
  return `takes ${complexity.summary} time, for instance on ${attack.pattern.slice(0, 100)}`;
}

function readCache() {
  try {
    return JSON.parse(readFileSync(CACHE, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}

let writesAtExit = false;

function writeCacheAtExit() {
  writesAtExit = true;
  process.on('exit', () => {
    const own = `${CACHE}.${process.pid}`;
    mkdirSync(dirname(CACHE), { recursive: true });
    // Another process may have added answers in the meantime.
    writeFileSync(own, JSON.stringify({ ...readCache(), ...Object.fromEntries(answers) }));
    renameSync(own, CACHE);
  });
}
