import assert from 'node:assert/strict';
import { blockOf, sizesByBlock, sizesByType } from '../../../../src/exporter/inspect/blocks';

describe('blockOf', () => {
  it('finds the part of the network in the names by various exporters', () => {
    const cases: [string, string][] = [
      ['bert.encoder.albert_layer_groups.0.albert_layers.0.ffn.weight', 'bert'],
      ['/encoder/albert_layer_groups.0/albert_layers.0/attention/query/MatMul', 'bert'],
      ['kmodel.bert_encoder.bias', 'bert_encoder'],
      ['encoder.predictor.text_encoder.lstms.5.fc.weight_quantized', 'predictor'],
      ['/text_encoder/lstms.0/LSTM', 'predictor'],
      ['/encoder/text_encoder/cnn.0/Mul_output_0_quantized', 'text_encoder'],
      ['/F0.0/conv1/Conv', 'predictor'],
      ['/decoder/decoder/decode.0/Mul_output_0_quantized', 'decoder'],
      ['decoder.decoder.generator.noise_res.0.adain2.2.fc.weight_scale', 'decoder.generator'],
      ['decoder/generator/m_source/Sin_1', 'decoder.generator'],
      ['style.timbre.weight', 'styles'],
      ['onnx::Conv_7880', 'other'],
      ['', 'other'],
    ];
    for (const [name, block] of cases) assert.equal(blockOf(name), block, name);
  });
});

describe('sizes', () => {
  const items = [
    { block: 'decoder', type: 'int8', bytes: 3, elements: 3 },
    { block: 'bert', type: 'float32', bytes: 8, elements: 2 },
    { block: 'decoder', type: 'float32', bytes: 4, elements: 1 },
  ] as const;

  it('are added up by block, in the order of the network', () => {
    assert.deepEqual(sizesByBlock(items), [
      { block: 'bert', count: 1, bytes: 8, elements: 2 },
      { block: 'decoder', count: 2, bytes: 7, elements: 4 },
    ]);
  });

  it('are added up by type, the largest first', () => {
    assert.deepEqual(sizesByType(items), [
      { type: 'float32', count: 2, bytes: 12, elements: 3 },
      { type: 'int8', count: 1, bytes: 3, elements: 3 },
    ]);
  });
});
