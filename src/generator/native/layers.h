// Layers in the order in which the kernels read their weights.
#pragma once
#include "kernels.h"
#include <stdbool.h>

/**
 * Packs the weights of a layer whose shape is set.
 * @param weights [outputs, inputs, taps]
 * @param scale, offset, codes see CodeLayer
 * @returns false if there is not enough memory
 */
bool packCodeLayer(CodeLayer *layer, const Kernels *kernels, const int8_t *weights, const float *scale,
                   const float *offset, const float *codes);

/** The same. @param weights [taps, inputs, outputs] */
bool packFloatLayer(FloatLayer *layer, const Kernels *kernels, const half *weights, const float *bias);

void freeCodeLayer(CodeLayer *layer);
void freeFloatLayer(FloatLayer *layer);
