#include "layers.h"
#include "memory.h"
#include <string.h>

bool packCodeLayer(CodeLayer *layer, const Kernels *kernels, const int8_t *weights, const float *scale,
                   const float *offset, const float *codes) {
  const int inputs = layer->inputs, outputs = layer->outputs, taps = layer->taps, block = kernels->codeBlock;
  int8_t *packed = layer->weights = allocate((size_t)outputs * inputs * taps);
  layer->start = allocate((3 * outputs + inputs) * sizeof(float));
  if (!packed || !layer->start) {
    freeCodeLayer(layer);
    return false;
  }
  layer->scale = (float *)(layer->start + outputs);
  layer->offset = layer->scale + outputs;
  layer->codes = layer->offset + outputs;
  memcpy(layer->scale, scale, outputs * sizeof *scale);
  memcpy(layer->offset, offset, outputs * sizeof *offset);
  memcpy(layer->codes, codes, inputs * sizeof *codes);
  for (int o = 0; o < outputs; o += block)
    for (int t = 0; t < taps; t++)
      for (int c = 0; c < inputs; c += 4)
        for (int r = o; r < o + block; r++)
          for (int i = c; i < c + 4; i++) *packed++ = weights[(r * inputs + i) * taps + t];
  for (int o = 0; o < outputs; o++) {
    int32_t sum = 0;
    for (int i = 0; i < inputs * taps; i++) sum += weights[o * inputs * taps + i];
    layer->start[o] = (kernels->codeShift - layer->zero) * sum;
  }
  return true;
}

bool packFloatLayer(FloatLayer *layer, const Kernels *kernels, const half *weights, const float *bias) {
  const int outputs = layer->outputs, block = kernels->floatBlock;
  const int wide = (outputs + block - 1) / block * block;
  half *packed = layer->weights = allocate((size_t)wide * layer->inputs * layer->taps * sizeof(half));
  layer->bias = allocate(wide * sizeof(float));
  if (!packed || !layer->bias) {
    freeFloatLayer(layer);
    return false;
  }
  for (int o = 0; o < wide; o += block)
    for (int64_t i = 0; i < (int64_t)layer->taps * layer->inputs; i++)
      for (int r = o; r < o + block; r++) *packed++ = r < outputs ? weights[i * outputs + r] : 0;
  for (int o = 0; o < wide; o++) layer->bias[o] = o < outputs ? bias[o] : 0;
  return true;
}

void freeCodeLayer(CodeLayer *layer) {
  release(layer->weights);
  release(layer->start);
}

void freeFloatLayer(FloatLayer *layer) {
  release(layer->weights);
  release(layer->bias);
}
