// The generator's arithmetic. All tensors have channels last, [rows, channels], so that a row is contiguous.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef _Float16 half;

/** How a tensor is stored. */
typedef enum { CODES, HALVES, FLOATS } Form;

typedef struct {
  const void *data;
  Form form;
  int64_t rows;
} Tensor;

/** A convolution of u8 codes by s8 weights, preceded by Snake. The output has as many rows as the input. */
typedef struct {
  int inputs, outputs, taps, dilation, zero;
  /** [outputs / block, taps, inputs / 4, block, 4] */
  int8_t *weights;
  /** [outputs]: the sums start with -zero · Σ w. */
  int32_t *start;
  /** [outputs]: what makes the output of a sum. */
  float *scale, *offset;
  /** [inputs]: codes for each unit of the activation. */
  float *codes;
} CodeLayer;

typedef struct {
  const CodeLayer *layer;
  Tensor in;
  /** [inputs]: x · scale + bias is the phase of Snake in half turns, z / π. */
  const float *scale, *bias;
  /** Codes, or halves to which `add` has been added. */
  void *out;
  Form outForm;
  const half *add;
  /** Whether the output is added to what is there. */
  int accumulates;
} CodeJob;

/** A convolution of floats, preceded by a leaky ReLU. */
typedef struct {
  int inputs, outputs, taps, stride, padding;
  /** [⌈outputs / block⌉, taps, inputs, block] */
  half *weights;
  /** [⌈outputs / block⌉ · block] */
  float *bias;
} FloatLayer;

typedef struct {
  const FloatLayer *layer;
  Tensor in;
  /** The factor of negative numbers. */
  float slope;
  void *out;
  Form outForm;
} FloatJob;

/** An inverse Fourier transform of overlapping frames. */
typedef struct {
  /** [frames, 2 · bins]: the logarithms of the magnitudes, and the angles whose sines are the phases. */
  const float *spectrum;
  /** [2 · bins, size]: what each real and each imaginary part adds to a frame. */
  const float *basis;
  int64_t frames;
  int bins, size, hop;
  /** [(frames - 1) · hop], zero at first */
  float *out;
} WaveJob;

/** The arithmetic for one instruction set. A job is done in chunks: output rows `from` to `to`. */
typedef struct {
  const char *name;
  /** Outputs that are computed at once. */
  int codeBlock, floatBlock;
  /** Subtracted from the codes in memory, where the dot product takes signed numbers. */
  int codeShift;
  /** Bytes that a chunk of so many rows needs besides. */
  size_t (*codeScratch)(const CodeLayer *, int64_t rows);
  size_t (*floatScratch)(const FloatLayer *, int64_t rows);
  /** @param sums [2, outputs] or NULL: takes the sums of the outputs and of their squares */
  void (*convolveCodes)(const CodeJob *, int64_t from, int64_t to, void *scratch, float *sums);
  void (*convolveFloats)(const FloatJob *, int64_t from, int64_t to, void *scratch, float *sums);
  /** Here, rows are hops of the output. */
  void (*wave)(const WaveJob *, int64_t from, int64_t to);
} Kernels;

extern const Kernels kernels_avx2, kernels_avxvnni, kernels_avx512vnni, kernels_dotprod;
