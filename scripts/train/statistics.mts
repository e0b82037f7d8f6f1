// Makes models/kokoro-v1.0.int8.statistics.json: how the statistics of the generator's normalizations follow from an
// utterance, fitted to the published INT8 model, so that users' machines need not measure them. Needs voice packs
// (*.bin) and utterances in phonemes: a JSON list of {"voice": "af_heart", "phonemes": "…"}; a voice may be a mixture,
// "af_heart+am_puck". Run it again when the model, its ranges or the network changes.
//   node --import tsx scripts/train/statistics.mts kokoro-v1.0.int8.onnx VOICES utterances.json
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../../src/exporter/checkpoint/config';
import { KokoroWeights } from '../../src/exporter/checkpoint/weights';
import { readModel } from '../../src/exporter/onnx/read';
import { planInt8 } from '../../src/exporter/quantize/int8';
import { encodeStatistics } from '../../src/exporter/quantize/knownStatistics';
import { knownRanges } from '../../src/exporter/quantize/knownRanges';
import { measureStatistics } from '../../src/exporter/quantize/measureStatistics';
import { onnxCheckpoint } from '../../src/exporter/quantize/onnxCheckpoint';
import { VoicePack } from '../../src/kokoro/voicePack';

const OUT = 'models/kokoro-v1.0.int8.statistics.json';

const [path, voices, list] = process.argv.slice(2);
if (path === undefined || voices === undefined || list === undefined)
  throw new Error('Give the published model, the folder of voices, and the list of utterances.');
const config = parseConfig(readFileSync('models/kokoro-v1.0.config.json', 'utf8'), 'config.json');
const checkpoint = onnxCheckpoint(await readModel(path), path);
const sha256 = await checkpoint.sha256();
const weights = KokoroWeights.open(checkpoint, config);
const utterances = (JSON.parse(readFileSync(list, 'utf8')) as { voice: string; phonemes: string }[]).map(
  ({ voice, phonemes }) => {
    const styles = voice.split('+').map((name) => styleOf(name, phonemes.length));
    const style = new Float32Array(styles[0]?.length ?? 0).map(
      (_, i) => styles.reduce((sum, one) => sum + (one[i] ?? 0), 0) / styles.length,
    );
    const ids = Array.from(phonemes).flatMap((symbol) => config.vocab.get(symbol) ?? []);
    return { ids: [0, ...ids, 0], style };
  },
);
const int8 = await planInt8(config, weights, { utterances: [], known: knownRanges(sha256) });
const onUtterance = (part: number): void => void process.stdout.write(`\r${(100 * part).toFixed(0)} %`);
const fit = await measureStatistics(config, weights, utterances, { int8, onUtterance });
writeFileSync(OUT, `${JSON.stringify(encodeStatistics(sha256, fit), undefined, 1)}\n`);
console.log(`\n${utterances.length} utterances, ${readFileSync(OUT).length} bytes`);

function styleOf(voice: string, length: number): Float32Array {
  const bytes = new Uint8Array(readFileSync(join(voices ?? '', `${voice}.bin`)));
  return new VoicePack(new Float32Array(bytes.buffer)).style(length);
}
