// What the check of mobile bundles needs, prepared once in the cache folder: a Kotlin compiler, Android's classes for
// JSON, and a Python with the ONNX Runtime that the sample apps name and a parser of Swift.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall } from './apt.mjs';
import { cacheFolder, madeOnce } from './cache.mjs';
import { newEnvironment } from './python.mjs';
import { firstThatRuns, run, say } from './run.mjs';

const KOTLIN = '2.4.20';
const PYTHON = ['onnxruntime==1.22.1', 'numpy==2.3.5', 'tree-sitter==0.26.1', 'tree-sitter-swift==0.7.4'];
/** Of Debian's libandroid-json-java. */
const JSON_CLASSES = '/usr/share/java/com.android.json.jar';

/** @returns the paths of a Java machine, Kotlin's home, the JSON classes and a Python */
export function mobileTools() {
  const java = firstThatRuns(['java'], ['-version']) ?? (aptInstall('openjdk-17-jre-headless') && 'java');
  if (!java) throw new Error('The check of mobile bundles needs Java 17 or newer.');
  if (!existsSync(JSON_CLASSES)) aptInstall('libandroid-json-java');
  if (!existsSync(JSON_CLASSES)) throw new Error(`${JSON_CLASSES} is missing: install Debian's libandroid-json-java.`);
  const cache = cacheFolder('mobile', 'KOKORO_MOBILE_CACHE');
  const { kotlin } = madeOnce(join(cache, `kotlin-${KOTLIN}`), fetchKotlin);
  const { python } = madeOnce(join(cache, PYTHON.join('-').replaceAll('==', '-')), installPython);
  return { java, kotlin, json: JSON_CLASSES, python };
}

function fetchKotlin(folder) {
  say(`Fetching kotlin-compiler ${KOTLIN}…`);
  run('npm', ['pack', `kotlin-compiler@${KOTLIN}`, '--silent'], { cwd: folder, stdio: ['ignore', 2, 2] });
  const [archive] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  run('tar', ['xzf', archive], { cwd: folder });
  const kotlin = join(folder, 'package');
  return { kotlin, needs: [join(kotlin, 'lib', 'kotlin-compiler.jar')] };
}

function installPython(folder) {
  say('Installing ONNX Runtime and a parser of Swift…');
  const { python, install } = newEnvironment(folder, 'Checks of mobile bundles');
  install(...PYTHON);
  return { python, needs: [python] };
}
