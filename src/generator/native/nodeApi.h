// The part of Node-API that the addon uses, as https://nodejs.org/api/n-api.html documents it. All of it is in version 6.
#ifndef NODE_API_H
#define NODE_API_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct napi_env__ *napi_env;
typedef struct napi_value__ *napi_value;
typedef struct napi_callback_info__ *napi_callback_info;
typedef napi_value (*napi_callback)(napi_env env, napi_callback_info info);

typedef enum { napi_ok = 0 } napi_status; // any other value is an error

typedef enum {
  napi_undefined,
  napi_null,
  napi_boolean,
  napi_number,
  napi_string,
  napi_symbol,
  napi_object,
  napi_function,
  napi_external,
  napi_bigint,
} napi_valuetype;

typedef enum {
  napi_int8_array,
  napi_uint8_array,
  napi_uint8_clamped_array,
  napi_int16_array,
  napi_uint16_array,
  napi_int32_array,
  napi_uint32_array,
  napi_float32_array,
  napi_float64_array,
  napi_bigint64_array,
  napi_biguint64_array,
} napi_typedarray_type;

/** The length of a string that ends with a null character. */
#define NAPI_AUTO_LENGTH SIZE_MAX

/** Calls F(name, parameters…) for each function. All of them return a napi_status. */
#define NODE_API(F)                                                                                                    \
  F(napi_create_array, napi_env env, napi_value *result)                                                               \
  F(napi_create_arraybuffer, napi_env env, size_t bytes, void **data, napi_value *result)                              \
  F(napi_create_function, napi_env env, const char *name, size_t length, napi_callback callback, void *data,           \
    napi_value *result)                                                                                                \
  F(napi_create_int32, napi_env env, int32_t value, napi_value *result)                                                \
  F(napi_create_string_utf8, napi_env env, const char *text, size_t length, napi_value *result)                        \
  F(napi_create_typedarray, napi_env env, napi_typedarray_type type, size_t length, napi_value arraybuffer,            \
    size_t byteOffset, napi_value *result)                                                                             \
  F(napi_get_cb_info, napi_env env, napi_callback_info info, size_t *count, napi_value *arguments,                     \
    napi_value *thisArgument, void **data)                                                                             \
  F(napi_get_null, napi_env env, napi_value *result)                                                                   \
  F(napi_get_typedarray_info, napi_env env, napi_value array, napi_typedarray_type *type, size_t *length,              \
    void **data, napi_value *arraybuffer, size_t *byteOffset)                                                          \
  F(napi_get_undefined, napi_env env, napi_value *result)                                                              \
  F(napi_get_value_bool, napi_env env, napi_value value, bool *result)                                                 \
  F(napi_get_value_double, napi_env env, napi_value value, double *result)                                             \
  F(napi_get_value_int32, napi_env env, napi_value value, int32_t *result)                                             \
  F(napi_is_typedarray, napi_env env, napi_value value, bool *result)                                                  \
  F(napi_set_element, napi_env env, napi_value object, uint32_t index, napi_value value)                               \
  F(napi_set_named_property, napi_env env, napi_value object, const char *name, napi_value value)                      \
  F(napi_throw_error, napi_env env, const char *code, const char *message)                                             \
  F(napi_typeof, napi_env env, napi_value value, napi_valuetype *result)

#ifdef _WIN32
#define NODE_API_EXPORT __declspec(dllexport)
#define NODE_API_DECLARE(name, ...) extern napi_status (*name)(__VA_ARGS__);
#else
#define NODE_API_EXPORT __attribute__((visibility("default")))
#define NODE_API_DECLARE(name, ...) napi_status name(__VA_ARGS__);
#endif
NODE_API(NODE_API_DECLARE)
#undef NODE_API_DECLARE

/**
 * Finds the functions in the program that has loaded the addon. Call it before any of them. On Linux and macOS the
 * loader has found them already.
 * @returns whether all were found. If not, none of them may be called
 */
bool loadNodeApi(void);

/** What Node calls when it loads the addon. It adds the functions to `exports` and returns it. */
NODE_API_EXPORT napi_value napi_register_module_v1(napi_env env, napi_value exports);

#endif
