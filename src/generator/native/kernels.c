// Compiled once for each instruction set, whose name is KERNELS.
#include "kernels.h"
#include <math.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#else
#include <arm_neon.h>
#endif

// LANES: floats in a vector. ROWS × VECTORS and FLOAT_ROWS × FLOAT_VECTORS: the sums that are kept in registers.
#if defined(__AVX512VNNI__)
enum { LANES = 16, ROWS = 6, VECTORS = 4, FLOAT_ROWS = 12, FLOAT_VECTORS = 2, SHIFT = 0 };
#elif defined(__AVXVNNI__)
enum { LANES = 8, ROWS = 6, VECTORS = 2, FLOAT_ROWS = 6, FLOAT_VECTORS = 2, SHIFT = 0 };
#elif defined(__AVX2__)
enum { LANES = 8, ROWS = 4, VECTORS = 2, FLOAT_ROWS = 6, FLOAT_VECTORS = 2, SHIFT = 0 };
#else
enum { LANES = 4, ROWS = 6, VECTORS = 4, FLOAT_ROWS = 6, FLOAT_VECTORS = 4, SHIFT = 128 };
#endif
enum { BLOCK = LANES * VECTORS, FLOAT_BLOCK = LANES * FLOAT_VECTORS };

#define VECTOR(type) __attribute__((vector_size(LANES * sizeof(type)), aligned(1), may_alias))
typedef float Floats VECTOR(float);
typedef int32_t Ints VECTOR(int32_t);
typedef half Halves VECTOR(half);
typedef uint8_t Bytes VECTOR(uint8_t);
typedef int32_t Word __attribute__((aligned(1), may_alias));

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("unroll")

INLINE Floats floatsOf(float x) { return x - (Floats){0}; }

/** Adds the products of four codes and four weights to each lane. */
INLINE Ints dot(Ints sums, Ints codes, Ints weights) {
#if defined(__AVX512VNNI__)
  return (Ints)_mm512_dpbusd_epi32((__m512i)sums, (__m512i)codes, (__m512i)weights);
#elif defined(__AVXVNNI__)
  return (Ints)_mm256_dpbusd_avx_epi32((__m256i)sums, (__m256i)codes, (__m256i)weights);
#elif defined(__AVX2__)
  // Weights have seven bits, so the sums of two products fit into 16 bits.
  const __m256i pairs = _mm256_maddubs_epi16((__m256i)codes, (__m256i)weights);
  return sums + (Ints)_mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
#else
  return (Ints)vdotq_s32((int32x4_t)sums, (int8x16_t)codes, (int8x16_t)weights);
#endif
}

/** The nearest code. */
INLINE Bytes toCodes(Floats x) {
  const Floats inside = __builtin_elementwise_min(__builtin_elementwise_max(x, floatsOf(0)), floatsOf(255));
  return __builtin_convertvector(__builtin_convertvector(inside + 0.5f, Ints), Bytes);
}

INLINE Floats load(const void *data, Form form, int64_t at) {
  if (form == CODES) return __builtin_convertvector(*(const Bytes *)((const uint8_t *)data + at), Floats);
  if (form == HALVES) return __builtin_convertvector(*(const Halves *)((const half *)data + at), Floats);
  return *(const Floats *)((const float *)data + at);
}

/** Stores the first lanes of x as halves or floats. */
INLINE void store(void *data, Form form, int64_t at, Floats x, int lanes) {
  const Halves halves = __builtin_convertvector(x, Halves);
  if (form == HALVES && lanes == LANES) *(Halves *)((half *)data + at) = halves;
  else if (form == HALVES) memcpy((half *)data + at, &halves, lanes * sizeof(half));
  else if (lanes == LANES) *(Floats *)((float *)data + at) = x;
  else memcpy((float *)data + at, &x, lanes * sizeof(float));
}

/** sin²(πf) / f² for |f| ≤ ½: a polynomial in f², by least squares at Chebyshev nodes; off by 2e-6 at most. */
static const float SINE[] = {9.86959792f, -32.468391f, 42.68622488f, -29.64256397f, 10.95222998f};

/** A row of codes of Snake: z + sin² z, where z / π = x · scale + bias. */
INLINE void activateRow(const CodeJob *job, Form form, int64_t row, uint8_t *codes) {
  const CodeLayer *layer = job->layer;
  for (int c = 0; c < layer->inputs; c += LANES) {
    const Floats x = load(job->in.data, form, row * layer->inputs + c);
    const Floats turns = x * load(job->scale, FLOATS, c) + load(job->bias, FLOATS, c);
    const Floats f = turns - __builtin_elementwise_roundeven(turns);
    const Floats square = f * f;
    Floats p = floatsOf(SINE[4]);
    UNROLL for (int i = 3; i >= 0; i--) p = p * square + SINE[i];
    const Floats snake = turns * 3.14159265f + p * square;
    const Bytes code = toCodes(snake * load(layer->codes, FLOATS, c) + (float)layer->zero);
    *(Bytes *)(codes + c) = code - (uint8_t)SHIFT;
  }
}

/** The codes of rows `from` to `to`; beyond the ends of the tensor they stand for zero. */
static void activate(const CodeJob *job, int64_t from, int64_t to, uint8_t *codes) {
  const int inputs = job->layer->inputs;
  for (int64_t row = from; row < to; row++, codes += inputs) {
    if (row < 0 || row >= job->in.rows) memset(codes, job->layer->zero - SHIFT, inputs);
    else if (job->in.form == CODES) activateRow(job, CODES, row, codes);
    else activateRow(job, HALVES, row, codes);
  }
}

static size_t codeScratch(const CodeLayer *layer, int64_t rows) {
  return (rows + ROWS + (layer->taps - 1) * layer->dilation) * layer->inputs;
}

/** Adds the first lanes: beyond them are the squares of other outputs, or another thread's sums. */
INLINE void addUp(float *sums, int outputs, int at, Floats one, Floats square, int lanes) {
  if (lanes == LANES) {
    *(Floats *)(sums + at) += one;
    *(Floats *)(sums + outputs + at) += square;
  } else {
    for (int i = 0; i < lanes; i++) sums[at + i] += one[i], sums[outputs + at + i] += square[i];
  }
}

static void convolveCodes(const CodeJob *job, int64_t from, int64_t to, void *scratch, float *sums) {
  const CodeLayer layer = *job->layer;
  const int reach = (layer.taps - 1) / 2 * layer.dilation;
  uint8_t *codes = scratch;
  activate(job, from - reach, to + reach, codes);
  const int64_t perBlock = (int64_t)layer.taps * layer.inputs * BLOCK;
  for (int o = 0; o < layer.outputs; o += BLOCK) {
    for (int64_t first = from; first < to; first += ROWS) {
      Ints acc[ROWS][VECTORS];
      UNROLL for (int r = 0; r < ROWS; r++)
        UNROLL for (int v = 0; v < VECTORS; v++) acc[r][v] = *(const Ints *)(layer.start + o + v * LANES);
      const int8_t *weights = layer.weights + o / BLOCK * perBlock;
      for (int t = 0; t < layer.taps; t++) {
        const uint8_t *tap = codes + (first - from + t * layer.dilation) * layer.inputs;
        for (int c = 0; c < layer.inputs; c += 4, weights += 4 * BLOCK) {
          Ints w[VECTORS];
          UNROLL for (int v = 0; v < VECTORS; v++) w[v] = *(const Ints *)(weights + v * 4 * LANES);
          UNROLL for (int r = 0; r < ROWS; r++) {
            const Ints a = *(const Word *)(tap + r * layer.inputs + c) - (Ints){0};
            UNROLL for (int v = 0; v < VECTORS; v++) acc[r][v] = dot(acc[r][v], a, w[v]);
          }
        }
      }
      const int count = to - first < ROWS ? (int)(to - first) : ROWS;
      UNROLL for (int v = 0; v < VECTORS; v++) {
        const int c = o + v * LANES;
        const Floats scale = load(layer.scale, FLOATS, c), offset = load(layer.offset, FLOATS, c);
        Floats one = {0}, square = {0};
        UNROLL for (int r = 0; r < ROWS; r++) {
          if (r >= count) continue;
          const int64_t at = (first + r) * layer.outputs + c;
          Floats y = __builtin_convertvector(acc[r][v], Floats) * scale + offset;
          if (job->outForm == CODES) {
            const Bytes code = toCodes(y);
            *(Bytes *)((uint8_t *)job->out + at) = code;
            y = __builtin_convertvector(code, Floats);
          } else {
            half *out = (half *)job->out + at;
            y += load(job->add, HALVES, at);
            if (job->accumulates) y += load(out, HALVES, 0);
            *(Halves *)out = __builtin_convertvector(y, Halves);
          }
          one += y;
          square += y * y;
        }
        if (sums) addUp(sums, layer.outputs, c, one, square, LANES);
      }
    }
  }
}

static size_t floatScratch(const FloatLayer *layer, int64_t rows) {
  return ((rows + FLOAT_ROWS) * layer->stride + layer->taps) * layer->inputs * sizeof(float);
}

static void rectifyRow(const float *from, int count, float slope, float *to) {
  for (int i = 0; i < count; i++) to[i] = from[i] < 0 ? from[i] * slope : from[i];
}

/** The same for as many as are a multiple of LANES. */
static void rectifyHalves(const half *from, int count, float slope, float *to) {
  for (int i = 0; i < count; i += LANES) {
    const Floats x = load(from, HALVES, i);
    *(Floats *)(to + i) = __builtin_elementwise_max(x, x * slope);
  }
}

/** The input of output rows `from` to `to` behind the leaky ReLU; beyond the ends of the tensor it is zero. */
static void rectify(const FloatJob *job, int64_t from, int64_t to, float *x) {
  const FloatLayer *layer = job->layer;
  const int64_t first = from * layer->stride - layer->padding;
  const int64_t last = (to - 1) * layer->stride - layer->padding + layer->taps;
  for (int64_t row = first; row < last; row++, x += layer->inputs) {
    const int64_t at = row * layer->inputs;
    if (row < 0 || row >= job->in.rows) memset(x, 0, layer->inputs * sizeof(float));
    else if (job->in.form == FLOATS) rectifyRow((const float *)job->in.data + at, layer->inputs, job->slope, x);
    else rectifyHalves((const half *)job->in.data + at, layer->inputs, job->slope, x);
  }
}

static void convolveFloats(const FloatJob *job, int64_t from, int64_t to, void *scratch, float *sums) {
  const FloatLayer layer = *job->layer;
  float *x = scratch;
  rectify(job, from, to, x);
  const int64_t perBlock = (int64_t)layer.taps * layer.inputs * FLOAT_BLOCK;
  const int64_t step = (int64_t)layer.stride * layer.inputs;
  for (int o = 0; o < layer.outputs; o += FLOAT_BLOCK) {
    for (int64_t first = from; first < to; first += FLOAT_ROWS) {
      Floats acc[FLOAT_ROWS][FLOAT_VECTORS];
      UNROLL for (int r = 0; r < FLOAT_ROWS; r++)
        UNROLL for (int v = 0; v < FLOAT_VECTORS; v++) acc[r][v] = load(layer.bias, FLOATS, o + v * LANES);
      const half *weights = layer.weights + o / FLOAT_BLOCK * perBlock;
      const float *row = x + (first - from) * step;
      for (int i = 0; i < layer.taps * layer.inputs; i++, weights += FLOAT_BLOCK) {
        Floats w[FLOAT_VECTORS];
        UNROLL for (int v = 0; v < FLOAT_VECTORS; v++) w[v] = load(weights, HALVES, v * LANES);
        UNROLL for (int r = 0; r < FLOAT_ROWS; r++)
          UNROLL for (int v = 0; v < FLOAT_VECTORS; v++) acc[r][v] += row[r * step + i] * w[v];
      }
      const int count = to - first < FLOAT_ROWS ? (int)(to - first) : FLOAT_ROWS;
      const int width = layer.outputs - o < FLOAT_BLOCK ? layer.outputs - o : FLOAT_BLOCK;
      UNROLL for (int v = 0; v < FLOAT_VECTORS; v++) {
        const int lanes = width - v * LANES < LANES ? width - v * LANES : LANES;
        if (lanes <= 0) continue;
        Floats one = {0}, square = {0};
        UNROLL for (int r = 0; r < FLOAT_ROWS; r++) {
          if (r >= count) continue;
          const Floats y = acc[r][v];
          store(job->out, job->outForm, (first + r) * layer.outputs + o + v * LANES, y, lanes);
          one += y;
          square += y * y;
        }
        if (sums) addUp(sums, layer.outputs, o + v * LANES, one, square, lanes);
      }
    }
  }
}

static void wave(const WaveJob *job, int64_t from, int64_t to) {
  const int bins = job->bins, size = job->size, hop = job->hop;
  const int64_t before = size / hop / 2; // frames that begin before a hop and reach it, from its centre on
  const int64_t first = from - before + 1 < 0 ? 0 : from - before + 1;
  const int64_t last = to + before < job->frames ? to + before : job->frames;
  for (int64_t f = first; f < last; f++) {
    const float *log = job->spectrum + f * 2 * bins, *angle = log + bins;
    float y[size];
    memset(y, 0, sizeof y);
    for (int k = 0; k < bins; k++) {
      const float magnitude = expf(log[k]), phase = sinf(angle[k]);
      const float real = magnitude * cosf(phase), imaginary = magnitude * sinf(phase);
      const float *forReal = job->basis + k * size, *forImaginary = job->basis + (bins + k) * size;
      for (int n = 0; n < size; n++) y[n] += real * forReal[n] + imaginary * forImaginary[n];
    }
    const int64_t begin = f * hop - size / 2;
    for (int n = 0; n < size; n++) {
      const int64_t at = begin + n;
      if (at >= from * hop && at < to * hop) job->out[at] += y[n];
    }
  }
}

#define STRING(x) #x
#define NAME(x) STRING(x)
#define JOIN(a, b) a##b
#define SYMBOL(x) JOIN(kernels_, x)
const Kernels SYMBOL(KERNELS) = {
    NAME(KERNELS), BLOCK, FLOAT_BLOCK, SHIFT, codeScratch, floatScratch, convolveCodes, convolveFloats, wave,
};
