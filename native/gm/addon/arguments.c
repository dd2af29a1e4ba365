#include "arguments.h"

#include <string.h>

napi_value gm_throw_type(napi_env env, const char *message) {
  napi_throw_type_error(env, "ERR_INVALID_ARG_TYPE", message);
  return NULL;
}

napi_value gm_throw_failure(napi_env env) {
  napi_throw_error(env, "ERR_GM_FAILED", "the SM2 and SM3 library failed: out of memory or of random numbers");
  return NULL;
}

static bool read_bytes(napi_env env, napi_value value, gm_bytes *bytes) {
  bool is_typed_array = false;
  napi_typedarray_type type = napi_int8_array;
  void *data = NULL;
  if (napi_is_typedarray(env, value, &is_typed_array) != napi_ok || !is_typed_array) return false;
  if (napi_get_typedarray_info(env, value, &type, &bytes->length, &data, NULL, NULL) != napi_ok) return false;
  bytes->data = data;
  return type == napi_uint8_array;
}

bool gm_read_arguments(napi_env env, napi_callback_info info, size_t minimum, size_t maximum,
                       gm_arguments *arguments) {
  napi_value values[GM_ARGUMENTS_MAX];
  arguments->count = GM_ARGUMENTS_MAX;
  if (napi_get_cb_info(env, info, &arguments->count, values, &arguments->self, NULL) != napi_ok) {
    gm_throw_failure(env);
    return false;
  }
  if (arguments->count < minimum || arguments->count > maximum) {
    gm_throw_type(env, "wrong number of arguments");
    return false;
  }
  for (size_t index = 0; index < arguments->count; index += 1) {
    if (!read_bytes(env, values[index], &arguments->bytes[index])) {
      gm_throw_type(env, "every argument must be a Uint8Array");
      return false;
    }
  }
  return true;
}

bool gm_expect_length(napi_env env, gm_bytes bytes, size_t length, const char *message) {
  if (bytes.length == length) return true;
  gm_throw_type(env, message);
  return false;
}

napi_value gm_make_bytes(napi_env env, const uint8_t *bytes, size_t length) {
  napi_value buffer = NULL;
  napi_value array = NULL;
  void *data = NULL;
  if (napi_create_arraybuffer(env, length, &data, &buffer) != napi_ok) return gm_throw_failure(env);
  memcpy(data, bytes, length);
  if (napi_create_typedarray(env, napi_uint8_array, length, buffer, 0, &array) != napi_ok) {
    return gm_throw_failure(env);
  }
  return array;
}

napi_value gm_make_verdict(napi_env env, gm_result result) {
  napi_value verdict = NULL;
  if (result == GM_FAILED) return gm_throw_failure(env);
  if (napi_get_boolean(env, result == GM_OK, &verdict) != napi_ok) return gm_throw_failure(env);
  return verdict;
}

bool gm_export_function(napi_env env, napi_value exports, const char *name, napi_callback function) {
  napi_value value = NULL;
  return napi_create_function(env, name, NAPI_AUTO_LENGTH, function, NULL, &value) == napi_ok &&
         napi_set_named_property(env, exports, name, value) == napi_ok;
}
