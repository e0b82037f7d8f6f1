import assert from 'node:assert/strict';
import { parseConfig, readConfig } from '../../../../src/exporter/checkpoint/config';
import { configJson } from './configs';
import { coded, Scratch } from './files';

type Config = ReturnType<typeof configJson>;

describe('config.json', () => {
  const scratch = new Scratch();
  after(() => scratch.remove());

  it('is read field by field', async () => {
    const path = scratch.write('config.json', `\uFEFF${JSON.stringify(configJson())}`);
    const config = await readConfig(path);
    const { vocab, raw, ...numbers } = config;
    assert.deepEqual(numbers, {
      hiddenDim: 512,
      nLayer: 3,
      maxDur: 50,
      nToken: 178,
      styleDim: 128,
      textEncoderKernelSize: 5,
      istftnet: {
        upsampleKernelSizes: [20, 12],
        upsampleRates: [10, 6],
        genIstftNFft: 20,
        genIstftHopSize: 5,
        resblockKernelSizes: [3, 7, 11],
        resblockDilationSizes: [
          [1, 3, 5],
          [1, 3, 5],
          [1, 3, 5],
        ],
        upsampleInitialChannel: 512,
      },
      plbert: {
        hiddenSize: 768,
        numAttentionHeads: 12,
        intermediateSize: 2048,
        maxPositionEmbeddings: 512,
        numHiddenLayers: 12,
      },
    });
    assert.deepEqual([...vocab], [[';', 1], [' ', 16], ['\u0303', 17], ['ᵻ', 177]]); // prettier-ignore
    assert.equal(raw['n_mels'], 80);
  });

  const wrong: [string, (config: Config) => unknown, RegExp][] = [
    ['a missing number', (c) => Reflect.deleteProperty(c, 'n_layer'), /“n_layer” is missing in x\.json/],
    ['a missing part', (c) => Reflect.deleteProperty(c, 'plbert'), /“plbert” is missing/],
    [
      'a missing number in a part',
      (c) => Reflect.deleteProperty(c.istftnet, 'upsample_rates'),
      /“istftnet\.upsample_rates” is missing/,
    ],
    ['a part that is a list', (c) => Reflect.set(c, 'plbert', []), /“plbert” in x\.json must be an object/],
    ['a string', (c) => (c['max_dur'] = '50'), /“max_dur” in x\.json must be an integer from 1/],
    ['a fraction', (c) => (c['max_dur'] = 0.5), /“max_dur”/],
    ['a negative number', (c) => (c['n_token'] = -1), /“n_token”/],
    ['a number that would fill memory', (c) => (c['n_layer'] = 1e9), /“n_layer”.*from 1 to 64/],
    ['another width', (c) => (c['hidden_dim'] = 256), /“hidden_dim” in x\.json must be 512/],
    ['another style', (c) => (c['style_dim'] = 64), /“style_dim”.*128/],
    ['an even kernel', (c) => (c['text_encoder_kernel_size'] = 4), /“text_encoder_kernel_size”.*odd/],
    ['rates and kernels that differ', (c) => (c.istftnet['upsample_rates'] = [10]), /one for each of the 1 rates/],
    [
      'a kernel below its rate',
      (c) => (c.istftnet['upsample_rates'] = [22, 6]),
      /upsample_kernel_sizes.*at least its rate/,
    ],
    ['an odd difference', (c) => (c.istftnet['upsample_rates'] = [9, 6]), /upsample_kernel_sizes.*even number/],
    ['an even block', (c) => (c.istftnet['resblock_kernel_sizes'] = [3, 6, 11]), /resblock_kernel_sizes.*odd/],
    ['too few dilations', (c) => (c.istftnet['resblock_dilation_sizes'] = [[1, 3, 5]]), /3 lists of 3/],
    ['short dilations', (c) => (c.istftnet['resblock_dilation_sizes'] = [[1], [1], [1]]), /3 lists of 3/],
    ['an odd transform', (c) => (c.istftnet['gen_istft_n_fft'] = 21), /gen_istft_n_fft.*even/],
    ['a hop beyond the window', (c) => (c.istftnet['gen_istft_hop_size'] = 21), /gen_istft_hop_size.*from 1 to 20/],
    [
      'heads that do not divide',
      (c) => (c.plbert['num_attention_heads'] = 7),
      /num_attention_heads.*divisor of hidden_size/,
    ],
    ['an id beyond the table', (c) => (c.vocab['a'] = 178), /“vocab\.a” in x\.json must be an integer from 0 to 177/],
    ['an id that is text', (c) => (c.vocab['a'] = '43'), /“vocab\.a”/],
    ['an empty vocabulary', (c) => (c.vocab = {}), /“vocab” in x\.json must be not empty/],
  ];
  for (const [name, change, message] of wrong) {
    it(`refuses ${name}`, () => {
      const config = configJson();
      change(config);
      assert.throws(() => parseConfig(JSON.stringify(config), 'x.json'), coded('config-invalid', message));
    });
  }

  it('refuses anything but a JSON object, and a missing file', async () => {
    for (const text of ['', '{', '[]', 'null', '3']) {
      assert.throws(
        () => parseConfig(text, 'x.json'),
        coded('config-invalid', /x\.json is not (?:JSON|a JSON object)/),
      );
    }
    await assert.rejects(readConfig(`${scratch.folder}/none.json`), coded('input-unreadable', /none\.json/));
  });
});
