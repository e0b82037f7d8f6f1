// Makes models/kokoro-v1.0.int8.ranges.json: the activation ranges of the published INT8 model on
// models/calibration.json, so that users'
// machines need not calibrate when they rebuild it. Run it again when one of these files or the network changes.
//   node --import tsx scripts/train/ranges.mts kokoro-v1.0.int8.onnx
import { readFileSync, writeFileSync } from 'node:fs';
import { parseConfig } from '../../src/exporter/checkpoint/config';
import { KokoroWeights } from '../../src/exporter/checkpoint/weights';
import { readModel } from '../../src/exporter/onnx/read';
import { calibrationUtterances } from '../../src/exporter/quantize/calibration';
import { planInt8 } from '../../src/exporter/quantize/int8';
import { encodeRanges } from '../../src/exporter/quantize/knownRanges';
import { onnxCheckpoint } from '../../src/exporter/quantize/onnxCheckpoint';

const OUT = 'models/kokoro-v1.0.int8.ranges.json';

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('Give the path of the published model.');
const config = parseConfig(readFileSync('models/kokoro-v1.0.config.json', 'utf8'), 'config.json');
const checkpoint = onnxCheckpoint(await readModel(path), path);
const utterances = await calibrationUtterances(config);
const { ranges } = await planInt8(config, KokoroWeights.open(checkpoint, config), { utterances });
writeFileSync(OUT, `${JSON.stringify(encodeRanges(await checkpoint.sha256(), ranges), undefined, 1)}\n`);
console.log(`${ranges.size} ranges, ${readFileSync(OUT).length} bytes`);
