// Speaks phoneme ids with kokoro-js from npm. A copy of this file is placed beside the node_modules that has it.
// speak.mjs FOLDER IDS VOICE SPEED OUT.f32: FOLDER holds config.json and onnx/model.onnx, IDS are comma-separated
// numbers, OUT gets float32 samples.
import { writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { env, StyleTextToSpeech2Model, Tensor } from '@huggingface/transformers';
import { KokoroTTS } from 'kokoro-js';

const [folder, list, voice, speed, out] = process.argv.slice(2);
env.allowRemoteModels = false;
env.localModelPath = dirname(resolve(folder));
const model = await StyleTextToSpeech2Model.from_pretrained(basename(folder), { dtype: 'fp32', device: 'cpu' });
const tts = new KokoroTTS(model, undefined); // no tokenizer is needed for ids
const ids = list.split(',').map(BigInt);
const { audio } = await tts.generate_from_ids(new Tensor('int64', BigInt64Array.from(ids), [1, ids.length]), {
  voice,
  speed: Number(speed),
});
writeFileSync(out, new Uint8Array(audio.buffer, audio.byteOffset, audio.byteLength));
