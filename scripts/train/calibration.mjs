// Makes models/calibration.json, the input that calibrates INT8 quantization: our own sentences in the languages of the
// voices, as
// phonemes, each with the row of its voice pack for that length.
//   npm run build && node scripts/train/calibration.mjs VOICES_FOLDER
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LANGUAGES = { a: 'en-us', b: 'en-gb', e: 'es', f: 'fr', h: 'hi', i: 'it', p: 'pt-br', z: 'zh' };
const SENTENCES = [
  ['af_heart', 'The build failed again, because somebody had renamed the folder without telling anyone.'],
  ['am_michael', 'Run the tests before you push!'],
  ['bf_emma', "It's a lovely afternoon, isn't it? We should go for a walk along the river."],
  ['bm_george', 'The function returns a list of strings; each of them names a file.'],
  ['af_nicole', 'Some voices are shakier than others, and that is fine.'],
  ['am_fenrir', 'Wow! Three thousand, four hundred and twenty-seven warnings.'],
  ['af_sky', 'Who knows? Maybe the cache was never cold to begin with.'],
  ['am_adam', 'First, choose a voice. Then press the key, and listen.'],
  ['ef_dora', 'La carpeta nueva contiene los archivos que faltaban ayer por la tarde.'],
  ['ff_siwis', "Quand le serveur ne répond plus, il suffit souvent d'attendre un peu."],
  ['hf_alpha', 'यह पुस्तक बहुत अच्छी है, आप इसे ज़रूर पढ़िए।'],
  ['im_nicola', 'Il programma legge il documento ad alta voce, parola per parola.'],
  ['pf_dora', 'A equipe terminou o projeto antes do prazo, com muita calma.'],
  ['zf_xiaobei', '今天的天气很好，我们一起去公园走走吧。'],
  ['zm_yunxi', '请先打开文件，然后再读一遍。'],
  ['bf_isabella', 'Hello.'],
];

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Give the folder with the voice packs.');
const utterances = [];
for (const [voice, text] of SENTENCES) {
  const args = ['dist/cli.js', 'phonemize', '--lang', LANGUAGES[voice[0]]];
  const phonemes = execFileSync(process.execPath, args, { input: text, encoding: 'utf8' }).trim();
  const row = ([...phonemes].length - 1) * 1024; // 256 floats
  const style = readFileSync(join(folder, `${voice}.bin`)).subarray(row, row + 1024);
  utterances.push({ voice, phonemes, style: style.toString('base64') });
}
writeFileSync('models/calibration.json', `${JSON.stringify(utterances, undefined, 2)}\n`);
console.log(`${utterances.length} utterances, ${readFileSync('models/calibration.json').length} bytes`);
