// What JavaScript calls: layers are packed once, then run on tensors in a workspace, which are named by their offsets.
// All of it is for one thread of JavaScript; see src/generator/kernels.ts.
#include "jobs.h"
#include "kernels.h"
#include "layers.h"
#include "memory.h"
#include "nodeApi.h"
#include "processor.h"
#include "threads.h"
#include <string.h>

enum { MOST_LAYERS = 1024, MOST_ARGUMENTS = 8 };

typedef struct {
  enum { FREE, OF_CODES, OF_FLOATS } kind;
  CodeLayer codes;
  FloatLayer floats;
} Layer;

static const Kernels *kernels;
static Layer layers[MOST_LAYERS];
static int threads = 1;
static uint8_t *workspace;
static int64_t workspaceBytes;
/** The arguments of a call. A wrong one is reported to JavaScript once. */
typedef struct {
  napi_env env;
  napi_value values[MOST_ARGUMENTS];
  bool failed;
} Call;

static void fail(Call *call, const char *message) {
  if (!call->failed) napi_throw_error(call->env, NULL, message);
  call->failed = true;
}

static Call arguments(napi_env env, napi_callback_info info) {
  Call call = {.env = env};
  size_t count = MOST_ARGUMENTS;
  if (napi_get_cb_info(env, info, &count, call.values, NULL, NULL) != napi_ok) fail(&call, "no arguments");
  return call;
}

static double number(Call *call, int i) {
  double value = 0;
  if (napi_get_value_double(call->env, call->values[i], &value) != napi_ok) fail(call, "an argument is not a number");
  return value;
}

/** The elements of a typed array, of which there must be so many. */
static void *array(Call *call, int i, napi_typedarray_type type, int64_t count) {
  napi_typedarray_type actual;
  size_t length;
  void *data = NULL;
  if (call->failed) return NULL;
  if (napi_get_typedarray_info(call->env, call->values[i], &actual, &length, &data, NULL, NULL) != napi_ok ||
      actual != type || (int64_t)length != count)
    fail(call, "an array has another type or length");
  return data;
}

static bool isNull(Call *call, int i) {
  napi_valuetype type = napi_undefined;
  napi_typeof(call->env, call->values[i], &type);
  return type == napi_null;
}

/** The integers of an Int32Array. */
static const int32_t *integers(Call *call, int i, int count) {
  static const int32_t none[MOST_ARGUMENTS];
  const int32_t *data = array(call, i, napi_int32_array, count);
  return call->failed ? none : data;
}

static size_t sizeOf(Form form) { return form == CODES ? 1 : form == HALVES ? sizeof(half) : sizeof(float); }

/** A tensor in the workspace. */
static void *tensor(Call *call, int64_t at, Form form, int64_t rows, int64_t channels) {
  if (at < 0 || rows < 0 || form < CODES || form > FLOATS || !workspace ||
      at + rows * channels * (int64_t)sizeOf(form) > workspaceBytes)
    fail(call, "a tensor is outside of the workspace");
  return workspace + at;
}

static Layer *layer(Call *call, int i, int kind) {
  static Layer none;
  const double id = number(call, i);
  if (!(id >= 0 && id < MOST_LAYERS) || (int)layers[(int)id].kind != kind) fail(call, "there is no such layer");
  return call->failed ? &none : &layers[(int)id];
}

static napi_value undefined(napi_env env) {
  napi_value value = NULL;
  napi_get_undefined(env, &value);
  return value;
}

/** Takes a layer into use, if its weights could be packed. */
static napi_value take(Call *call, Layer *made, int kind, bool isPacked) {
  napi_value id = NULL;
  if (!isPacked) {
    fail(call, "not enough memory");
    return NULL;
  }
  made->kind = kind;
  napi_create_int32(call->env, (int32_t)(made - layers), &id);
  return id;
}

static Layer *newLayer(Call *call) {
  for (int i = 0; i < MOST_LAYERS; i++)
    if (layers[i].kind == FREE) return &layers[i];
  fail(call, "there are too many layers");
  return NULL;
}

static void freeLayer(Layer *old) {
  if (old->kind == OF_CODES) freeCodeLayer(&old->codes);
  if (old->kind == OF_FLOATS) freeFloatLayer(&old->floats);
  old->kind = FREE;
}

/** codeLayer(weights s8 [outputs, inputs, taps], [outputs, inputs, taps, dilation, zero], scale, offset, codes) */
static napi_value makeCodeLayer(napi_env env, napi_callback_info info) {
  Call call = arguments(env, info);
  const int32_t *n = integers(&call, 1, 5);
  const int outputs = n[0], inputs = n[1], taps = n[2], block = kernels ? kernels->codeBlock : 1;
  if (!kernels || outputs < 1 || outputs % block || inputs < 1 || inputs % 16 || taps < 1 || taps % 2 == 0 || n[3] < 1)
    fail(&call, "the layer has another shape");
  const int8_t *weights = array(&call, 0, napi_int8_array, (int64_t)outputs * inputs * taps);
  const float *scale = array(&call, 2, napi_float32_array, outputs);
  const float *offset = array(&call, 3, napi_float32_array, outputs);
  const float *codes = array(&call, 4, napi_float32_array, inputs);
  Layer *made = call.failed ? NULL : newLayer(&call);
  if (!made) return NULL;
  made->codes = (CodeLayer){.inputs = inputs, .outputs = outputs, .taps = taps, .dilation = n[3], .zero = n[4]};
  return take(&call, made, OF_CODES, packCodeLayer(&made->codes, kernels, weights, scale, offset, codes));
}

/** floatLayer(weights halves [taps, inputs, outputs], [outputs, inputs, taps, stride, padding], bias) */
static napi_value makeFloatLayer(napi_env env, napi_callback_info info) {
  Call call = arguments(env, info);
  const int32_t *n = integers(&call, 1, 5);
  const int outputs = n[0], inputs = n[1], taps = n[2];
  if (!kernels || outputs < 1 || inputs < 1 || taps < 1 || n[3] < 1 || n[4] < 0) fail(&call, "the layer has another shape");
  const half *weights = array(&call, 0, napi_uint16_array, (int64_t)outputs * inputs * taps);
  const float *bias = array(&call, 2, napi_float32_array, outputs);
  Layer *made = call.failed ? NULL : newLayer(&call);
  if (!made) return NULL;
  made->floats = (FloatLayer){.inputs = inputs, .outputs = outputs, .taps = taps, .stride = n[3], .padding = n[4]};
  return take(&call, made, OF_FLOATS, packFloatLayer(&made->floats, kernels, weights, bias));
}

/** release(layer) */
static napi_value releaseLayer(napi_env env, napi_callback_info info) {
  Call call = arguments(env, info);
  const double id = number(&call, 0);
  if (id >= 0 && id < MOST_LAYERS && layers[(int)id].kind != FREE) freeLayer(&layers[(int)id]);
  return undefined(env);
}

static void emptyWorkspace(void) {
  unmapPages(workspace, workspaceBytes);
  workspace = NULL;
  workspaceBytes = 0;
  freeScratch();
}

/** begin(threads, bytes): a workspace of so many bytes, instead of an earlier one */
static napi_value begin(napi_env env, napi_callback_info info) {
  Call call = arguments(env, info);
  const double wanted = number(&call, 0), bytes = number(&call, 1);
  if (!(wanted >= 1 && bytes >= 1 && bytes < 1e12)) fail(&call, "there is no such workspace");
  if (call.failed) return NULL;
  emptyWorkspace();
  threads = wanted < MOST_THREADS ? (int)wanted : MOST_THREADS;
  workspace = mapPages((size_t)bytes);
  if (!workspace) fail(&call, "not enough memory");
  else workspaceBytes = (int64_t)bytes;
  return undefined(env);
}

/** end() */
static napi_value end(napi_env env, napi_callback_info info) {
  (void)info;
  emptyWorkspace();
  return undefined(env);
}

/** Runs a job, unless an argument was wrong. @param totals see runJob */
static void run(Call *call, Job job, int64_t rows, int outputs, double *totals) {
  if (!call->failed && !runJob(kernels, threads, job, rows, outputs, totals)) fail(call, "not enough memory");
}

/** convolveCodes(layer, [in, form, rows, out, form, add, accumulates], scale, bias, sums or null) */
static napi_value convolveCodes(napi_env env, napi_callback_info info) {
  Call call = arguments(env, info);
  const CodeLayer *with = &layer(&call, 0, OF_CODES)->codes;
  const int32_t *n = integers(&call, 1, 7);
  const int64_t rows = n[2];
  const float *scale = array(&call, 2, napi_float32_array, with->inputs);
  const float *bias = array(&call, 3, napi_float32_array, with->inputs);
  double *sums = isNull(&call, 4) ? NULL : array(&call, 4, napi_float64_array, 2 * with->outputs);
  if (n[1] > HALVES || n[4] > HALVES) fail(&call, "a tensor has another form");
  const CodeJob job = {
      with,
      {tensor(&call, n[0], n[1], rows, with->inputs), n[1], rows},
      scale,
      bias,
      tensor(&call, n[3], n[4], rows, with->outputs),
      n[4],
      n[4] == CODES ? NULL : tensor(&call, n[5], HALVES, rows, with->outputs),
      n[6],
  };
  run(&call, (Job){.codes = &job}, rows, with->outputs, sums);
  return undefined(env);
}

/** convolveFloats(layer, [in, form, rows, out, form], slope, sums or null) */
static napi_value convolveFloats(napi_env env, napi_callback_info info) {
  Call call = arguments(env, info);
  const FloatLayer *with = &layer(&call, 0, OF_FLOATS)->floats;
  const int32_t *n = integers(&call, 1, 5);
  const float slope = (float)number(&call, 2);
  double *sums = isNull(&call, 3) ? NULL : array(&call, 3, napi_float64_array, 2 * with->outputs);
  if (n[1] == CODES || n[4] == CODES) fail(&call, "a tensor has another form");
  if (call.failed) return NULL;
  const int64_t rows = ((int64_t)n[2] + 2 * with->padding - with->taps) / with->stride + 1;
  const FloatJob job = {
      with,
      {tensor(&call, n[0], n[1], n[2], with->inputs), n[1], n[2]},
      slope,
      tensor(&call, n[3], n[4], rows, with->outputs),
      n[4],
  };
  run(&call, (Job){.floats = &job}, rows, with->outputs, sums);
  return undefined(env);
}

/** wave(spectrum, frames, basis [2 · bins, size], [bins, size, hop], out [(frames - 1) · hop], zero) */
static napi_value wave(napi_env env, napi_callback_info info) {
  Call call = arguments(env, info);
  const double at = number(&call, 0), frames = number(&call, 1);
  const int32_t *n = integers(&call, 3, 3);
  if (n[0] < 1 || n[2] < 1 || n[1] < 1 || n[1] > 1024 || n[1] % (2 * n[2])) fail(&call, "the transform has another shape");
  if (call.failed || frames < 1) return undefined(env);
  const WaveJob job = {
      tensor(&call, (int64_t)at, FLOATS, (int64_t)frames, 2 * n[0]),
      array(&call, 2, napi_float32_array, 2 * n[0] * n[1]),
      (int64_t)frames,
      n[0],
      n[1],
      n[2],
      array(&call, 4, napi_float32_array, ((int64_t)frames - 1) * n[2]),
  };
  run(&call, (Job){.wave = &job}, job.frames - 1, 0, NULL);
  return undefined(env);
}

/** put(values [channels, rows], at, channels, rows): stores them as floats, [rows, channels] */
static napi_value put(napi_env env, napi_callback_info info) {
  Call call = arguments(env, info);
  const int64_t at = (int64_t)number(&call, 1), channels = (int64_t)number(&call, 2), rows = (int64_t)number(&call, 3);
  const float *values = array(&call, 0, napi_float32_array, channels * rows);
  float *to = tensor(&call, at, FLOATS, rows, channels);
  if (call.failed) return NULL;
  enum { TILE = 16 };
  for (int64_t top = 0; top < rows; top += TILE)
    for (int64_t c = 0; c < channels; c++)
      for (int64_t r = top; r < top + TILE && r < rows; r++) to[r * channels + c] = values[c * rows + r];
  return undefined(env);
}

/** get(at, values): copies floats */
static napi_value get(napi_env env, napi_callback_info info) {
  Call call = arguments(env, info);
  const int64_t at = (int64_t)number(&call, 0), count = (int64_t)number(&call, 2);
  float *values = array(&call, 1, napi_float32_array, count);
  const float *from = tensor(&call, at, FLOATS, count, 1);
  if (!call.failed) memcpy(values, from, count * sizeof *values);
  return undefined(env);
}

/** copy(from, to, bytes) */
static napi_value copy(napi_env env, napi_callback_info info) {
  Call call = arguments(env, info);
  const int64_t from = (int64_t)number(&call, 0), to = (int64_t)number(&call, 1), bytes = (int64_t)number(&call, 2);
  const void *source = tensor(&call, from, CODES, bytes, 1);
  void *target = tensor(&call, to, CODES, bytes, 1);
  if (!call.failed) memmove(target, source, bytes);
  return undefined(env);
}

/** use(index): computes with the instruction set of that index in `sets`; there must be no layers */
static napi_value use(napi_env env, napi_callback_info info) {
  Call call = arguments(env, info);
  const double index = number(&call, 0);
  const Kernels *chosen = index >= 0 ? kernelsFor((int)index) : NULL;
  if (!chosen) fail(&call, "there is no such instruction set");
  for (int i = 0; i < MOST_LAYERS; i++)
    if (layers[i].kind != FREE) fail(&call, "there are layers of another instruction set");
  if (!call.failed) kernels = chosen;
  return undefined(env);
}

napi_value napi_register_module_v1(napi_env env, napi_value exports) {
  static const struct {
    const char *name;
    napi_callback call;
  } functions[] = {
      {"use", use},
      {"codeLayer", makeCodeLayer},
      {"floatLayer", makeFloatLayer},
      {"release", releaseLayer},
      {"begin", begin},
      {"end", end},
      {"convolveCodes", convolveCodes},
      {"convolveFloats", convolveFloats},
      {"wave", wave},
      {"put", put},
      {"get", get},
      {"copy", copy},
  };
  if (!loadNodeApi()) return exports;
  napi_value names;
  if (napi_create_array(env, &names) != napi_ok) return exports;
  const Kernels *set;
  for (int i = 0; (set = kernelsFor(i)); i++) {
    napi_value name;
    if (napi_create_string_utf8(env, set->name, NAPI_AUTO_LENGTH, &name) == napi_ok)
      napi_set_element(env, names, (uint32_t)i, name);
  }
  if (!kernels) kernels = kernelsFor(0);
  napi_set_named_property(env, exports, "sets", names);
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    napi_value function;
    if (napi_create_function(env, functions[i].name, NAPI_AUTO_LENGTH, functions[i].call, NULL, &function) == napi_ok)
      napi_set_named_property(env, exports, functions[i].name, function);
  }
  return exports;
}
